import HTTPTypes
import HTTPWire

/// Whether a request comes from a web page: what is open to this machine must not be open to every
/// page that somebody on it looks at.
enum WebPage {
    /// Browsers name the page's origin or site; typed into the address bar they say `none`. A page
    /// that was bound to this address under another name (DNS rebinding) is told by that name.
    static func isBehind(_ request: Request) -> Bool {
        let site = request[.secFetchSite]
        return request[.origin] != nil || (site != nil && site != "none" && site != "same-origin")
            || !isLocalName(request.authority ?? "")
    }

    /// An address, or a name without a dot (`localhost`, a container's name): such names can't be
    /// bought by a stranger.
    private static func isLocalName(_ authority: String) -> Bool {
        let host = authority.hasPrefix("[") ? "" : authority.prefix { $0 != ":" }
        return !host.contains(".") || host.hasSuffix(".localhost")
            || host.allSatisfy { $0 == "." || ("0"..."9").contains($0) }
    }
}
