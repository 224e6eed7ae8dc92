import Foundation
import JSONWebToken

/// How many tokens the verifier alone verifies a second: each of the file's lines once, no cache.
/// Arguments: the JWKS, the tokens, the issuer, the client id.
@main struct VerifierRate {
    static func main() throws {
        let arguments = CommandLine.arguments
        let keys = try JSONWebKeySet(jsonBytes: Array(try contents(arguments[1])))
        let tokens = String(decoding: try contents(arguments[2]), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        let verifier = try TokenVerifier(
            issuer: arguments[3], clientIDs: [arguments[4]], tokenUses: [.access],
            keys: StaticKeySource(keys))
        let now = Int64(Date.now.timeIntervalSince1970)
        let begin = ContinuousClock.now
        for token in tokens { _ = try verifier.verifyAtOnce(token, now: now) }
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        print(Double(tokens.count) / seconds)
    }

    private static func contents(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path))
    }
}
