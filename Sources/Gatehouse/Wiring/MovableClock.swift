import AuthAPI
import Synchronization

/// The time that the embedded pool goes by, and the guard with it: the system's, unless a test moved
/// it. One clock for both, as the one refuses what the other has signed when they differ.
final class MovableClock: Sendable {
    /// From 2000 to 2100, seconds since 1970.
    private static let range: ClosedRange<Int64> = 946_684_800...4_102_444_800

    private let system: @Sendable () -> Int64
    /// Milliseconds before the system's.
    private let offset = Mutex<Int64>(0)

    /// - Parameter system: milliseconds since 1970.
    init(system: @escaping @Sendable () -> Int64 = SystemClock.milliseconds) {
        self.system = system
    }

    @Sendable func milliseconds() -> Int64 { system() + offset.withLock { $0 } }

    @Sendable func seconds() -> Int64 { milliseconds() / 1_000 }

    /// The time after the move, in seconds since 1970; nil where it would be out of range.
    @Sendable func move(_ move: TestHooks.ClockMove) -> Int64? {
        offset.withLock { offset in
            let time =
                switch move {
                case .by(let seconds):
                    ((system() + offset) / 1_000).addingReportingOverflow(seconds)
                case .to(let second): (partialValue: second, overflow: false)
                }
            guard !time.overflow, Self.range.contains(time.partialValue) else { return nil }
            switch move {
            case .by(let seconds): offset += seconds * 1_000
            case .to(let second): offset = second * 1_000 - system()
            }
            return time.partialValue
        }
    }
}
