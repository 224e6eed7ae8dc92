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
        request.headerFields.contains { field in
            let name = field.name.canonicalName
            return proxyHeaders.contains(name)
                || proxyPrefixes.contains(where: name.hasPrefix)
        }
    }

    private static let proxyHeaders: Set<String> = [
        "forwarded", "via", "x-real-ip", "x-client-ip", "client-ip", "true-client-ip",
        "cf-connecting-ip", "fastly-client-ip", "fly-client-ip", "x-cluster-client-ip",
        "x-amzn-trace-id",
    ]
    private static let proxyPrefixes = ["x-forwarded-", "x-original-", "x-envoy-"]

    private static func isLoopback(_ address: String) -> Bool {
        address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
    }
}
