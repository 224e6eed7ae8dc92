import HTTPRouting
import HTTPTypes
import HTTPWire

/// Whether a program on this machine is calling for itself: what development needs is open to it
/// without a key.
///
/// A web page is on nobody's side, and a proxy beside us speaks for whoever is in front of it: any
/// header that proxies add says so, though a proxy that adds none can't be told from a program.
enum ThisMachine {
    static func isCalling(_ request: Request) -> Bool {
        !isForwarded(request) && !WebPage.isBehind(request)
            && isLoopback(request.remoteAddress) && isLoopback(request.clientAddress)
    }

    private static func isForwarded(_ request: Request) -> Bool {
        proxyHeaders.contains { request[$0] != nil }
    }

    private static let proxyHeaders: [HTTPField.Name] = [
        .forwarded, .forwardedFor, .forwardedHost, .forwardedProto, .via, .realIP,
        .cloudflareClient,
    ]

    private static func isLoopback(_ address: String) -> Bool {
        address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
    }
}

extension HTTPField.Name {
    fileprivate static let forwarded = HTTPField.Name("Forwarded")!
    fileprivate static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
    fileprivate static let forwardedHost = HTTPField.Name("X-Forwarded-Host")!
    fileprivate static let forwardedProto = HTTPField.Name("X-Forwarded-Proto")!
    fileprivate static let via = HTTPField.Name("Via")!
    fileprivate static let realIP = HTTPField.Name("X-Real-IP")!
    fileprivate static let cloudflareClient = HTTPField.Name("CF-Connecting-IP")!
}
