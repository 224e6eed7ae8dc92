/// Connections that wait for another turn, in the order in which they asked for it.
struct WaitingTurns {
    typealias Turn = (token: ConnectionToken, body: (Connection) -> Void)

    private var turns: ContiguousArray<Turn> = []
    /// Where the first one is that hasn't had it.
    private var first = 0

    var isEmpty: Bool { first == turns.count }

    mutating func add(_ token: ConnectionToken, _ body: @escaping (Connection) -> Void) {
        turns.append((token, body))
    }

    /// The first `count` of them, which wait no more. The others move up when half are past.
    mutating func take(_ count: Int) -> [Turn] {
        let end = min(first + count, turns.count)
        defer {
            first = end
            if first * 2 >= turns.count {
                turns.removeFirst(first)
                first = 0
            }
        }
        return Array(turns[first..<end])
    }
}
