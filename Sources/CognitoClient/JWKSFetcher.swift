/// Downloads a JWKS document over the same transport as the operations.
package enum JWKSFetcher {
    /// The server answered, but not with a document.
    package struct UnexpectedStatus: Error, Equatable {
        package let status: Int
    }

    /// A function that downloads the document at `url`, of at most 150 KB.
    ///
    /// It throws `TransportError`, or `UnexpectedStatus` for any status but 200.
    package static func make(
        url: String, transport: HTTPTransport,
        totalMilliseconds: Int64 = CognitoClientLimits.totalMilliseconds
    ) -> @Sendable () async throws -> [UInt8] {
        {
            let request = TransportRequest(
                url: url, method: .get, headers: [("Accept", "application/json")],
                isRepeatable: true, totalMilliseconds: totalMilliseconds,
                maximumBodyBytes: CognitoClientLimits.keySetBytes)
            let response = try await transport.send(request)
            guard response.status == 200 else { throw UnexpectedStatus(status: response.status) }
            return response.body
        }
    }
}
