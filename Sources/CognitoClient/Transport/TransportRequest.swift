/// One HTTP exchange to be made.
package struct TransportRequest: Sendable {
    package enum Method: Sendable {
        case get
        /// With the body.
        case post([UInt8])
    }

    /// `http` or `https`; anything else is refused.
    package var url: String
    package var method: Method
    /// Names and values; without line breaks.
    package var headers: [(name: String, value: String)]
    /// Whether the transport may send it again by itself when a reused connection turns out dead.
    package var isRepeatable: Bool
    /// Milliseconds in all, from `send` to the last byte of the answer.
    package var totalMilliseconds: Int64
    /// Bytes of the answer's body.
    package var maximumBodyBytes: Int

    package init(
        url: String, method: Method, headers: [(name: String, value: String)] = [],
        isRepeatable: Bool, totalMilliseconds: Int64 = CognitoClientLimits.totalMilliseconds,
        maximumBodyBytes: Int = CognitoClientLimits.bodyBytes
    ) {
        self.url = url
        self.method = method
        self.headers = headers
        self.isRepeatable = isRepeatable
        self.totalMilliseconds = totalMilliseconds
        self.maximumBodyBytes = maximumBodyBytes
    }
}
