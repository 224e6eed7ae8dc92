/// How much of a request the parser takes before it refuses, in bytes unless said otherwise.
///
/// The head's figures are an AWS Application Load Balancer's own (16 KB request line, 16 KB a
/// header, 64 KB of headers), so that nothing that passes one is refused here.
public struct Limits: Sendable, Equatable {
    /// The request line without its CR LF; beyond it 414.
    public var requestLine = 16 * 1024
    /// One header line without its CR LF; beyond it 431.
    public var fieldLine = 16 * 1024
    /// All header lines together with their CR LF; beyond it 431.
    public var headerSection = 64 * 1024
    /// Header lines in a request; beyond it 431. Browsers behind two proxies send about 40.
    public var fieldCount = 128
    /// The decoded body; beyond it 413. JSON bodies may hold 100 KB, the rest is slack.
    public var body = 128 * 1024
    /// All chunk extensions of a body together. They mean nothing here, so little is enough.
    public var chunkExtensions = 1024
    /// All trailer lines of a body together. They are checked and dropped.
    public var trailers = 8 * 1024
    /// A header of the PROXY protocol, version 2. Addresses need 52; its authors recommend 536 at
    /// most, and the rest is room for what a load balancer tells of a client's certificate.
    public var proxyHeader = 4096

    public init() {}
}
