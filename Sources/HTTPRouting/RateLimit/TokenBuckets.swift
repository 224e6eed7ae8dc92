/// The buckets of one policy in a table of bounded size. Pure: time is handed in, in microseconds
/// above zero that never go back.
///
/// A bucket is one number, the time at which it will be full again; a full bucket is no entry. When a
/// newcomer finds no room, the bucket that is nearest to full makes it: its owner has done least and
/// loses least. So whoever wants his empty bucket forgotten would have to empty a tableful of others,
/// each as costly as his own.
struct TokenBuckets {
    private struct Entry {
        var tag: UInt64 = 0
        var fullAt: Int64 = 0
    }

    /// Where a tag may stand. Few enough to look at each, enough that hardly any set is full before the
    /// table is.
    private static let ways = 8
    private static let fewest = 64

    /// Microseconds that a token takes to come back.
    private let cost: Int64
    /// Microseconds until an empty bucket is full.
    private let depth: Int64
    private let most: Int
    private var entries: [Entry]

    /// - Parameter most: entries; rounded down to a power of two.
    init(_ policy: RateLimitPolicy, most: Int) {
        depth = Int64(policy.window) * 1_000_000
        cost = max(1, depth / Int64(policy.quota))
        self.most = max(Self.fewest, 1 << (Int.bitWidth - 1 - max(1, most).leadingZeroBitCount))
        entries = Array(repeating: Entry(), count: Self.fewest)
    }

    /// Entries that there is memory for.
    var capacity: Int { entries.count }
    static var bytesPerEntry: Int { MemoryLayout<Entry>.stride }

    func count(now: Int64) -> Int { entries.count { $0.fullAt > now } }

    mutating func take(_ tag: UInt64, now: Int64) -> RateLimitVerdict {
        let (index, isFound) = look(for: tag, now: now)
        let debt = isFound ? entries[index].fullAt - now : 0
        guard debt + cost <= depth else { return verdict(debt, isAllowed: false) }
        let entry = Entry(tag: tag, fullAt: now + debt + cost)
        if isFound || entries[index].fullAt <= now || entries.count >= most {
            entries[index] = entry
        } else {
            growAndAdd(entry, now: now)
        }
        return verdict(debt + cost, isAllowed: true)
    }

    mutating func giveBack(_ tag: UInt64, now: Int64) {
        let (index, isFound) = look(for: tag, now: now)
        if isFound { entries[index].fullAt -= cost }
    }

    mutating func reset(_ tag: UInt64, now: Int64) {
        let (index, isFound) = look(for: tag, now: now)
        if isFound { entries[index].fullAt = 0 }
    }

    private func verdict(_ debt: Int64, isAllowed: Bool) -> RateLimitVerdict {
        let seconds = { (microseconds: Int64) in
            Int(clamping: (max(0, microseconds) + 999_999) / 1_000_000)
        }
        return RateLimitVerdict(
            isAllowed: isAllowed, remaining: Int(clamping: max(0, (depth - debt) / cost)),
            reset: seconds(debt), retryAfter: isAllowed ? 0 : max(1, seconds(debt + cost - depth)))
    }

    // MARK: The table

    /// Where the tag's bucket stands; where it isn't, the entry that makes room for it: the one nearest
    /// to full, before which comes one that is full already.
    private func look(for tag: UInt64, now: Int64) -> (index: Int, isFound: Bool) {
        let sets = UInt64(entries.count / Self.ways)
        let start = Int(tag >> 16 & (sets - 1)) * Self.ways
        var best = start
        var index = start
        while index < start + Self.ways {
            let entry = entries[index]
            if entry.tag == tag, entry.fullAt > now { return (index, true) }
            if entry.fullAt < entries[best].fullAt { best = index }
            index += 1
        }
        return (best, false)
    }

    private mutating func growAndAdd(_ new: Entry, now: Int64) {
        while true {
            let old = entries
            entries = Array(repeating: Entry(), count: old.count * 2)
            for entry in old where entry.fullAt > now {
                entries[look(for: entry.tag, now: now).index] = entry
            }
            let index = look(for: new.tag, now: now).index
            guard entries[index].fullAt > now, entries.count < most else {
                entries[index] = new
                return
            }
        }
    }
}
