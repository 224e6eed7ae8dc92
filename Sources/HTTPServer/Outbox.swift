/// Answers that wait for the others of their batch of events, to be sent one after the other.
///
/// A client on the same machine that waits for its answer is woken by it, which costs the sender as
/// much as the answer. Of answers sent in a row mostly the first one wakes: the rest find it awake.
struct Outbox {
    /// As many as make no difference to the first that waits: each takes some microseconds.
    private static let room = 64

    private var bytes: [UInt8] = []
    private var ends: ContiguousArray<(connection: Connection, end: Int)> = []

    var isFull: Bool { ends.count >= Self.room }
    var isEmpty: Bool { ends.isEmpty }

    mutating func add(_ answer: [UInt8], of connection: Connection) {
        bytes += answer
        ends.append((connection, bytes.count))
    }

    func sendAll() {
        bytes.withUnsafeBytes { all in
            var start = 0
            for (connection, end) in ends {
                connection.send(posted: UnsafeRawBufferPointer(rebasing: all[start..<end]))
                start = end
            }
        }
    }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
