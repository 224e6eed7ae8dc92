import Synchronization

@testable import CognitoClient

/// A clock that only moves when somebody sleeps, and then at once.
final class ManualClock: Sendable {
    private let state = Mutex<(now: Int64, sleeps: [Int64])>((0, []))

    var sleeps: [Int64] { state.withLock { $0.sleeps } }

    var clock: MonotonicClock {
        MonotonicClock(
            milliseconds: { self.state.withLock { $0.now } },
            sleep: { duration in
                self.state.withLock {
                    $0.now += duration
                    $0.sleeps.append(duration)
                }
            })
    }
}
