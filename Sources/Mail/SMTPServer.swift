import Foundation

/// A mail server that takes our letters, and how to talk to it.
package struct SMTPServer: Sendable, Equatable {
    /// How the connection is protected.
    package enum Protection: Sendable, Equatable {
        /// TLS from the first byte (RFC 8314): `smtps://`.
        case tls
        /// STARTTLS, or no letter (RFC 3207): `smtp://`.
        case startTLS
        /// None: for a server on this machine alone.
        case none
    }

    package struct Credentials: Sendable, Equatable {
        package let user: String
        package let password: String

        package init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    package let host: String
    package let port: Int
    package let protection: Protection
    package var credentials: Credentials?
    /// A PEM file of the certificate authorities to trust instead of the system's.
    package var caFile: String?

    /// Reads `smtp://user:password@host:port` or `smtps://…`; user, password and port may be left
    /// out (RFC 8314 §3.3: port 465 for TLS; RFC 6409 §3.1: else 587). Nil for anything else.
    ///
    /// - Parameter needsNoProtection: whether letters may go to that host in the clear.
    package init?(url text: String, needsNoProtection: (String) -> Bool) {
        guard let url = URLComponents(string: text), let host = url.host, !host.isEmpty,
            url.path.isEmpty || url.path == "/", url.query == nil, url.fragment == nil,
            !text.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F })
        else { return nil }
        switch url.scheme {
        case "smtps": protection = .tls
        case "smtp": protection = needsNoProtection(host) ? .none : .startTLS
        default: return nil
        }
        self.host = host
        port = url.port ?? (protection == .tls ? 465 : 587)
        guard (1...65535).contains(port) else { return nil }
        if let user = url.user {
            credentials = Credentials(user: user, password: url.password ?? "")
        }
    }

    /// The address alone, to be shown.
    package var address: String { "\(scheme)://\(host):\(port)" }

    /// With the name that we say hello by (RFC 5321 §4.1.1.1); this machine's own is nobody's
    /// business.
    func url(hello name: String) -> String { "\(address)/\(name)" }

    private var scheme: String { protection == .tls ? "smtps" : "smtp" }
}

/// Never shows the password, wherever it is printed.
extension SMTPServer.Credentials: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    package var description: String { "credentials" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
