/// Time that only goes forward, and waiting; handed in, so that tests needn't wait.
package struct MonotonicClock: Sendable {
    /// Milliseconds since some moment.
    package let milliseconds: @Sendable () -> Int64
    /// Waits that many milliseconds; returns early when the task is cancelled.
    package let sleep: @Sendable (Int64) async -> Void

    package init(
        milliseconds: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Int64) async -> Void
    ) {
        self.milliseconds = milliseconds
        self.sleep = sleep
    }

    /// The system's.
    package static let system = {
        let start = ContinuousClock.now
        return MonotonicClock(
            milliseconds: {
                let (seconds, attoseconds) = (ContinuousClock.now - start).components
                return seconds * 1000 + attoseconds / 1_000_000_000_000_000
            },
            sleep: { try? await Task.sleep(for: .milliseconds($0)) })
    }()
}
