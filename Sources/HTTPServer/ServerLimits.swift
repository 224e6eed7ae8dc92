/// How long a connection may take for each thing, and how many there may be.
///
/// Deadlines are absolute: bytes that drip in don't move them.
public struct ServerLimits: Sendable, Equatable {
    /// From a head's first byte (or the connection's) to its last; then 408. Slow clients on bad
    /// lines need 2 to 3 seconds.
    public var head = Duration.seconds(10)
    /// From the head's end to the body's; then 408. 128 KiB in it is 4 KiB/s.
    public var body = Duration.seconds(30)
    /// The slowest body that is waited for once `bodyGrace` is over, on average since the head's end,
    /// in bytes a second; then 408.
    public var bodyRate = 500
    /// From the head's end, before a body's rate is looked at: a burst after a pause is no drip.
    public var bodyGrace = Duration.seconds(10)
    /// From a head's first byte to the handler's answer: less than its parts may take together.
    public var request = Duration.seconds(60)
    /// Between two requests. Longer than a load balancer's 60 s, or it meets closed connections.
    public var idle = Duration.seconds(75)
    /// Until the handler has answered; then it is cancelled and 503 goes out.
    public var handler = Duration.seconds(30)
    /// For an answer that the client doesn't read at once, plus a second for each `writeRate`.
    public var write = Duration.seconds(30)
    /// The slowest reader that is waited for, in bytes a second.
    public var writeRate = 1024
    /// After the last answer, until the client closes too, so that a reset can't eat the answer. Not
    /// where the client has asked for the end and sent nothing more.
    public var linger = Duration.seconds(2)
    /// How much is read and thrown away meanwhile, in bytes: eight times the largest body.
    public var lingerBytes = 1024 * 1024
    /// For a request that is still arriving when the server begins to leave: whoever drips must not
    /// hold up its successor.
    public var leaving = Duration.seconds(5)
    /// Open connections. Beyond them those are closed that have been idle for longest; while all have
    /// something to do, further ones wait in the backlog.
    public var connections = 10_000
    /// Open connections of one client address, an IPv6 client counted by its /64; further ones are
    /// closed. 0 is without limit. A browser opens 6, an office behind one address some dozens.
    public var connectionsPerAddress = 256
    /// Whether loopback, private and link-local addresses have that limit too: mostly they are
    /// proxies, which open connections for all their clients.
    public var limitsPrivateAddresses = false
    /// Pipelined requests that are answered before other connections have their turn.
    public var pipelined = 8
    /// Connections that the system queues for us to accept.
    public var backlog = 4096
    /// How often deadlines are looked at: a deadline is met this much late at most.
    public var tick = Duration.milliseconds(500)
    /// How long accepting pauses when descriptors or memory are used up, and how often idle
    /// connections are looked for while there is no room.
    public var acceptPause = Duration.milliseconds(250)
    /// Pauses, closed idle connections and what else a flood brings are reported this often at most:
    /// there may be hundreds a second.
    public var pauseReports = Duration.seconds(10)
    /// How much of a body is read at once, in bytes.
    public var readSize = 64 * 1024
    /// How much is read at once otherwise, and with it how much may wait pipelined, in bytes: a usual
    /// head. A client that asks on and on without reading makes us hold this, and 2 KiB of answers.
    public var headReadSize = 4096
    /// What all unfinished requests together may hold, in bytes: 32 of the largest. When one
    /// that grows beyond `unfinishedShare` finds no room, others give way with 503: first those of the
    /// client that holds most, of one client's the oldest; never such as all connections together
    /// couldn't fill the room with.
    public var unfinishedBytes = 4 * 1024 * 1024
    /// What an unfinished request may hold before room is looked for, in bytes: a body with a refresh
    /// token.
    public var unfinishedShare = 4096

    public init() {}
}
