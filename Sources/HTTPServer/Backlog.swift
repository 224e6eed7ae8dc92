import HTTPWire

/// What a connection holds only while something is waited for. An idle one has none.
final class Backlog {
    /// Pipelined bytes that wait for their turn; at most one read's worth.
    var input: [UInt8] = []
    var inputStart = 0
    /// Bytes of answers that the client's window didn't take yet.
    var output: [UInt8] = []
    var outputStart = 0
    /// The handler's task while it is suspended, and the request that it answers.
    var task: Task<Void, Never>?
    var request: Request?

    var hasInput: Bool { inputStart < input.count }
    var isEmpty: Bool { input.isEmpty && output.isEmpty && task == nil && request == nil }
}
