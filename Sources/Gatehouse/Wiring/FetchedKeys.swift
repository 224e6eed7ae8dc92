import CognitoClient
import Cryptography
import Foundation
import JSONWebToken
import Storage

/// The keys of an issuer, fetched from its JWKS document and kept in the data directory, so that a
/// restart while the issuer is down locks nobody out.
struct FetchedKeys: Sendable {
    let issuer: String
    let source: JWKSKeySource

    init(
        issuer: String, url: String, transport: HTTPTransport, totalMilliseconds: Int64,
        dataDirectory: String
    ) {
        // The name follows from the URL: another issuer's keys are never taken for this one's.
        let name = Hex.encode(Array(SHA256.hash(Array(url.utf8)).prefix(8)))
        let path = "\(dataDirectory)/jwks-\(name).json"
        self.issuer = issuer
        source = JWKSKeySource(
            kept: try? PrivateFile.read(path, limit: TokenLimits.keySetBytes),
            keep: { document in
                Task { await Self.keep(document, at: path) }
            },
            fetch: JWKSFetcher.make(
                url: url, transport: transport, totalMilliseconds: totalMilliseconds),
            now: SystemClock.monotonicMilliseconds)
    }

    /// A full disk costs the convenience, not the service.
    private static func keep(_ document: [UInt8], at path: String) async {
        await BlockingWork.run { try? PrivateFile.replace(path, bytes: document) }
    }
}
