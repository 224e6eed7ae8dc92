import AuthAPI
import Testing

@testable import Gatehouse

@Suite struct MovableClockTests {
    private let clock = MovableClock(system: { 1_800_000_000_500 })

    @Test func itIsTheSystemsUntilSomebodyMovesIt() {
        #expect(clock.milliseconds() == 1_800_000_000_500 && clock.seconds() == 1_800_000_000)
    }

    @Test func movesAddUpAndCanBeSet() {
        #expect(clock.move(.by(3_600)) == 1_800_003_600)
        #expect(clock.move(.by(-600)) == 1_800_003_000)
        #expect(clock.milliseconds() == 1_800_003_000_500)
        #expect(clock.move(.to(1_900_000_000)) == 1_900_000_000)
        #expect(clock.milliseconds() == 1_900_000_000_000)
    }

    @Test(arguments: [
        TestHooks.ClockMove.by(.max), .by(.min), .to(0), .to(.max), .to(.min), .by(-1_000_000_000),
    ])
    func whatIsOutOfRangeDoesNotMoveIt(move: TestHooks.ClockMove) {
        #expect(clock.move(move) == nil)
        #expect(clock.seconds() == 1_800_000_000)
    }
}
