import Cryptography

/// A request in the one form that both sides hash (Signature Version 4).
struct CanonicalRequest {
    let method: String
    let path: String
    /// As it came: encoded, without the question mark.
    let query: String
    /// Name in lower case and the values of each signed header.
    let headers: [(name: String, values: [String])]
    let body: [UInt8]

    var text: String {
        let lines = headers.map {
            "\($0.name):\($0.values.map(Self.trimmed).joined(separator: ","))\n"
        }
        return [
            method, path, Self.sorted(query), lines.joined(),
            headers.map(\.name).joined(separator: ";"), Hex.encode(SHA256.hash(body)),
        ].joined(separator: "\n")
    }

    /// What is signed, given the time (`20150830T123600Z`).
    func stringToSign(at time: String, _ scope: SignedScope) -> String {
        [
            SignedScope.algorithm, time, scope.text, Hex.encode(SHA256.hash(Array(text.utf8))),
        ].joined(separator: "\n")
    }

    /// The signature of this request with a secret key, in hexadecimal.
    func signature(at time: String, _ scope: SignedScope, secret: String) -> String {
        var key = Array("AWS4\(secret)".utf8)
        for part in [scope.day, scope.region, scope.service, "aws4_request"] {
            key = HMACSHA256.authenticate(key: key, message: Array(part.utf8))
        }
        let message = Array(stringToSign(at: time, scope).utf8)
        return Hex.encode(HMACSHA256.authenticate(key: key, message: message))
    }

    /// Without spaces at the ends, and with one where there are several.
    private static func trimmed(_ value: String) -> String {
        value.split(separator: " ").joined(separator: " ")
    }

    /// Parameters by name, then value; one without `=` gets it.
    private static func sorted(_ query: String) -> String {
        query.split(separator: "&").map { $0.contains("=") ? String($0) : "\($0)=" }
            .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            .joined(separator: "&")
    }
}
