/// The connections of one worker, each at the place of its descriptor's number.
struct ConnectionTable: Sequence {
    private var places: [Connection?] = []
    private(set) var count = 0
    private var generation: UInt32 = 0

    /// The name of a new connection: another one than the descriptor had before.
    mutating func token(for descriptor: Int32) -> ConnectionToken {
        generation &+= 1
        return ConnectionToken(descriptor: descriptor, generation: generation)
    }

    mutating func insert(_ connection: Connection) {
        let place = Int(connection.token.descriptor)
        while places.count <= place { places.append(nil) }
        places[place] = connection
        count += 1
    }

    mutating func remove(_ token: ConnectionToken) {
        places[Int(token.descriptor)] = nil
        count -= 1
    }

    subscript(token: ConnectionToken) -> Connection? {
        let place = Int(token.descriptor)
        guard places.indices.contains(place), let connection = places[place],
            connection.token == token
        else { return nil }
        return connection
    }

    /// All of them, those included that are closed meanwhile.
    func makeIterator() -> some IteratorProtocol<Connection> {
        places.lazy.compactMap(\.self).makeIterator()
    }

    /// Shows those at the next `count` places to `body` until it returns false. Returns where to go on;
    /// nil at the end.
    func visit(from start: Int, atMost count: Int, _ body: (Connection) -> Bool) -> Int? {
        for place in start..<Swift.min(start + count, places.count) {
            if let connection = places[place], !body(connection) { return place + 1 }
        }
        return start + count < places.count ? start + count : nil
    }

    /// The idle ones, first those that have been so for longest.
    func longestIdle() -> [Connection] {
        compactMap { connection in connection.idleSince.map { (since: $0, connection) } }
            .sorted { $0.since < $1.since }.map(\.1)
    }

    /// Those whose unfinished request holds more than `floor` bytes, in the order in which they give
    /// way: first the client's that holds most, and of one client's the request that began first. An
    /// honest one is soon complete; what holds room is old.
    func greediest(beyond floor: Int) -> [Connection] {
        let holders = filter { $0.state.unfinishedBytes > floor }
        let sums = Dictionary(
            holders.map { ($0.client, $0.state.unfinishedBytes) }, uniquingKeysWith: +)
        return holders.map { (held: sums[$0.client] ?? 0, connection: $0) }
            .sorted {
                ($1.held, $0.connection.state.requestDeadline)
                    < ($0.held, $1.connection.state.requestDeadline)
            }
            .map(\.connection)
    }
}
