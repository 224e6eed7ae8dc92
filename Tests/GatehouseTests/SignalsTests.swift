import Foundation
import Testing

@testable import Gatehouse

/// In one process a signal has one receiver: one after the other.
@Suite(.serialized, .timeLimit(.minutes(1))) struct SignalsTests {
    @Test(arguments: 0..<50) func aSignalThatComesAtOnceIsNotLost(_: Int) async throws {
        let signals = try Signals([SIGUSR1], second: {})
        kill(getpid(), SIGUSR1)
        await signals.first()
        #expect(signals.haveCome)
    }

    @Test func aFurtherSignalIsToldApart() async throws {
        try await confirmation { told in
            let (seconds, second) = AsyncStream<Void>.makeStream()
            let signals = try Signals([SIGUSR1], second: { second.yield() })
            kill(getpid(), SIGUSR1)
            await signals.first()
            kill(getpid(), SIGUSR1)
            for await _ in seconds { break }
            told()
        }
    }
}
