/// A complete answer, whatever its status.
package struct TransportResponse: Sendable {
    package let status: Int
    /// `Content-Type`, `Retry-After` and `X-Amzn-ErrorType`, under their lower-case names; the
    /// first of several counts. Other fields aren't kept.
    package let headers: [String: String]
    package let body: [UInt8]
}
