import Testing

@testable import Gatehouse

@Suite struct ProcessLimitsTests {
    @Test(arguments: [
        (20_000, 10_000), (4096, 3174), (1024, 716), (200, 57), (80, 16), (1, 1),
    ])
    func connectionsStayWithinTheDescriptors(descriptors: Int, connections: Int) {
        let own = ProcessLimits.connections(wanted: 10_000, descriptors: descriptors)
        #expect(own == connections)
        #expect(descriptors < 16 || own + own / 4 < descriptors)
    }

    @Test func anOperatorMayWantMoreOrFewer() {
        #expect(ProcessLimits.connections(wanted: 50_000, descriptors: 1 << 20) == 50_000)
        #expect(ProcessLimits.connections(wanted: 10, descriptors: 1 << 20) == 10)
        #expect(ProcessLimits.connections(wanted: .max, descriptors: .max) > 0)
    }
}
