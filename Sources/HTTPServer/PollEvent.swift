/// Names one connection of one worker: descriptors are reused, generations aren't.
struct ConnectionToken: Hashable, Sendable {
    var descriptor: Int32
    var generation: UInt32
}

/// What a descriptor is watched for. Level-triggered, so what nobody wants to read must not be
/// watched.
enum PollInterest: Sendable {
    case nothing
    case reading
    case writing
}

/// What became possible on a connection.
struct PollEvent: Sendable {
    var token: ConnectionToken
    var readable: Bool
    var writable: Bool
    /// Reset, or closed in both directions.
    var broken: Bool
}
