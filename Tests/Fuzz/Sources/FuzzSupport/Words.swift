import HTTPTypes
public import HTTPWire

/// Everything of a request that a handler can see.
public func words(_ request: Request) -> String {
    let fields = request.headerFields.map { "\($0.name.rawName): \($0.value)" }
    let flags = "\(request.isHTTP10) \(request.keepsAlive)"
    return "\(request.method.rawValue) \(request.path) \(request.query ?? "-") "
        + "\(request.authority ?? "-") \(flags) \(fields) \(request.body)"
}

extension Limits {
    /// So small that inputs of a few hundred bytes meet every one of them.
    public static let small: Limits = {
        var limits = Limits()
        limits.requestLine = 64
        limits.fieldLine = 64
        limits.headerSection = 128
        limits.fieldCount = 5
        limits.body = 64
        limits.chunkExtensions = 16
        limits.trailers = 32
        limits.proxyHeader = 48
        return limits
    }()

    /// The most that may be kept of what is unfinished: a request with the one empty line before it
    /// and a CR that waits for its LF, or a proxy's header with its sixteen fixed bytes, or the text
    /// form of 107.
    public var heldBytes: Int {
        max(requestLine + headerSection + body + trailers + 5, proxyHeader + 16, 107)
    }
}
