/// A point on the monotonic clock, in milliseconds. Handed into everything that has a deadline.
struct MonotonicTime: Comparable, Sendable {
    var milliseconds: Int64

    static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    static func + (time: Self, duration: Duration) -> Self {
        time.advanced(milliseconds: duration.wholeMilliseconds)
    }

    func advanced(milliseconds more: Int64) -> Self {
        MonotonicTime(milliseconds: milliseconds.clampedSum(more))
    }
}

extension MonotonicTime {
    func milliseconds(since earlier: MonotonicTime) -> Int64 {
        let (elapsed, over) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        return over ? .max : elapsed
    }
}

extension Duration {
    /// At least 1, so that no limit becomes "at once" by rounding.
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (milliseconds, over) = seconds.multipliedReportingOverflow(by: 1000)
        guard !over else { return seconds < 0 ? 1 : .max }
        return max(1, milliseconds.clampedSum(attoseconds / 1_000_000_000_000_000))
    }
}

extension Int64 {
    fileprivate func clampedSum(_ other: Int64) -> Int64 {
        let (sum, over) = addingReportingOverflow(other)
        return over ? (other < 0 ? .min : .max) : sum
    }
}
