/// What is to be done later, the earliest first. A loop has a handful of them.
struct Alarms {
    private var entries: [(time: MonotonicTime, work: EventLoop.Work)] = []

    /// Of two at the same time the first one added comes first.
    mutating func add(_ time: MonotonicTime, _ work: @escaping EventLoop.Work) {
        let place = entries.firstIndex { $0.time > time } ?? entries.endIndex
        entries.insert((time, work), at: place)
    }

    /// Those whose time has come; they are forgotten here.
    mutating func due(_ now: MonotonicTime) -> [EventLoop.Work] {
        guard let first = entries.first, first.time <= now else { return [] }
        let count = entries.prefix { $0.time <= now }.count
        defer { entries.removeFirst(count) }
        return entries.prefix(count).map(\.work)
    }

    /// Milliseconds until the first; -1 when there is none.
    func timeout(_ now: MonotonicTime) -> Int32 {
        guard let first = entries.first else { return -1 }
        return Int32(clamping: max(0, first.time.milliseconds(since: now)))
    }

    var isEmpty: Bool { entries.isEmpty }
}
