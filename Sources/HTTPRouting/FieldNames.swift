public import HTTPTypes

/// Field names that swift-http-types doesn't know.
extension HTTPField.Name {
    /// The request's id, to find it in the log.
    public static let xRequestID = HTTPField.Name("X-Request-Id")!
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let forwarded = HTTPField.Name("Forwarded")!
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let xFrameOptions = HTTPField.Name("X-Frame-Options")!
    static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
    static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
    static let xDNSPrefetchControl = HTTPField.Name("X-DNS-Prefetch-Control")!
    static let permittedCrossDomainPolicies = HTTPField.Name("X-Permitted-Cross-Domain-Policies")!
    static let xDownloadOptions = HTTPField.Name("X-Download-Options")!
    static let xXSSProtection = HTTPField.Name("X-XSS-Protection")!
    static let originAgentCluster = HTTPField.Name("Origin-Agent-Cluster")!
}
