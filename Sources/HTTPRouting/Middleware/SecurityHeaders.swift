import HTTPTypes
import HTTPWire

/// helmet's set of headers, with a Content-Security-Policy for an API: nothing may load anything.
///
/// A field that the handler has set stays, so a page can bring a policy of its own.
public struct SecurityHeaders: Sendable {
    public var contentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'"
    /// nil leaves HSTS out, for servers that are reached without TLS.
    public var strictTransportSecurity: String? =
        "max-age=\(RoutingLimits.strictTransportSecurity); includeSubDomains"
    /// `cross-origin` where pages of other sites may embed answers.
    public var resourcePolicy = "same-origin"

    public init() {}

    var fields: [(HTTPField.Name, String)] {
        var fields: [(HTTPField.Name, String)] = [
            (.contentSecurityPolicy, contentSecurityPolicy),
            (.xContentTypeOptions, "nosniff"),
            (.referrerPolicy, "no-referrer"),
            (.xFrameOptions, "DENY"),
            (.crossOriginResourcePolicy, resourcePolicy),
            (.crossOriginOpenerPolicy, "same-origin"),
            (.originAgentCluster, "?1"),
            (.xDNSPrefetchControl, "off"),
            (.xDownloadOptions, "noopen"),
            (.xXSSProtection, "0"),
            (.permittedCrossDomainPolicies, "none"),
        ]
        if let strictTransportSecurity {
            fields.append((.strictTransportSecurity, strictTransportSecurity))
        }
        return fields
    }
}

/// Adds the headers to every answer.
public func securityHeaders(_ headers: SecurityHeaders = SecurityHeaders()) -> Middleware {
    let block = FieldBlock(headers.fields)
    return .after { _, response in response.appendMissing(block) }
}
