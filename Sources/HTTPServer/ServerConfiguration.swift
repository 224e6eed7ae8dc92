public import HTTPWire

/// What a server listens on and what it allows.
public struct ServerConfiguration: Sendable {
    /// A name or an address: `127.0.0.1`, `0.0.0.0`, `::1`, `::`, `localhost`.
    public var host: String
    /// 0 lets the system choose.
    public var port: Int
    /// Lets a new process listen beside the old one (SO_REUSEPORT), so that a change of processes
    /// refuses nobody. Both have to want it and to belong to the same user. It also hides that
    /// something else has the port, so it is off.
    public var sharesPort = false
    /// Whose connections begin with a header of the PROXY protocol, version 1 or 2, which names the
    /// client: load balancers that pass on bytes. From them it is demanded (who could leave it out
    /// could be anybody), from all others it is no HTTP. Empty: nobody's.
    public var proxyProtocol = AddressList()
    /// Event loops, each on a thread of its own; 0 means one per processor.
    public var workers: Int
    /// What clients may take of connections, memory and time.
    public var limits: ServerLimits
    /// The parser's limits.
    public var requestLimits: Limits

    public init(
        host: String = "127.0.0.1", port: Int = 3000, workers: Int = 0,
        limits: ServerLimits = ServerLimits(), requestLimits: Limits = Limits()
    ) {
        self.host = host
        self.port = port
        self.workers = workers
        self.limits = limits
        self.requestLimits = requestLimits
    }
}
