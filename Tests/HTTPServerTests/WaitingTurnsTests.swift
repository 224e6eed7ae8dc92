import Testing

@testable import HTTPServer

@Suite struct WaitingTurnsTests {
    @Test func whoAskedFirstGoesFirst() {
        var turns = WaitingTurns()
        for number in Int32(0)..<5 {
            turns.add(ConnectionToken(descriptor: number, generation: 1)) { _ in }
        }
        #expect(turns.take(2).map(\.token.descriptor) == [0, 1])
        turns.add(ConnectionToken(descriptor: 5, generation: 1)) { _ in }
        #expect(turns.take(3).map(\.token.descriptor) == [2, 3, 4])
        #expect(!turns.isEmpty)
        #expect(turns.take(4).map(\.token.descriptor) == [5])
        #expect(turns.isEmpty)
        #expect(turns.take(4).isEmpty)
    }
}
