/// A number that is told of at once, and then once in an interval as the sum of what has come.
struct SummedReports {
    enum Step: Equatable {
        case nothing
        case report(Int)
        /// Call `elapsed` after so many milliseconds.
        case wait(milliseconds: Int)
    }

    private let interval: Duration
    private var sum = 0
    private var next = MonotonicTime(milliseconds: 0)
    private var isWaiting = false

    init(interval: Duration) { self.interval = interval }

    mutating func add(_ count: Int, now: MonotonicTime) -> Step {
        sum += count
        guard sum > 0, !isWaiting else { return .nothing }
        guard now < next else { return report(now) }
        isWaiting = true
        return .wait(milliseconds: Int(clamping: next.milliseconds(since: now)))
    }

    mutating func elapsed(now: MonotonicTime) -> Step {
        isWaiting = false
        return report(now)
    }

    /// What nobody has been told yet, at the end.
    mutating func rest() -> Int {
        defer { sum = 0 }
        return sum
    }

    private mutating func report(_ now: MonotonicTime) -> Step {
        next = now + interval
        let rest = rest()
        return rest > 0 ? .report(rest) : .nothing
    }
}
