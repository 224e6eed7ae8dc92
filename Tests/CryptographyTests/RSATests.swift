import Testing

@testable import Cryptography

@Suite struct RSATests {
    private let exponent: [UInt8] = [1, 0, 1]

    @Test(arguments: [
        (RFC7515A2.modulus, RFC7515A2.signingInput, RFC7515A2.signature),
        (RFC7520.modulus, RFC7520.signingInput, RFC7520.signature),
    ])
    func knownSignatures(modulus: String, input: String, signature: String) throws {
        let key = try RSAPublicKey(
            modulus: try #require(Base64URL.decode(modulus)), exponent: exponent)
        let signature = try #require(Base64URL.decode(signature))
        let message = Array(input.utf8)
        #expect(key.verifyPKCS1SHA256(signature: signature, message: message))
        #expect(!key.verifyPKCS1SHA256(signature: signature, message: message + [0]))
        #expect(!key.verifyPKCS1SHA256(signature: signature + [0], message: message))
        #expect(!key.verifyPKCS1SHA256(signature: [0] + signature, message: message))
        #expect(!key.verifyPKCS1SHA256(signature: Array(signature.dropLast()), message: message))
        #expect(!key.verifyPKCS1SHA256(signature: [], message: message))
        for index in stride(from: 0, to: signature.count, by: 17) {
            var changed = signature
            changed[index] ^= 0x10
            #expect(!key.verifyPKCS1SHA256(signature: changed, message: message))
        }
        // A refusal leaves the key as good as it was.
        #expect(key.verifyPKCS1SHA256(signature: signature, message: message))
    }

    @Test func leadingZerosAreDropped() throws {
        let modulus = try #require(Base64URL.decode(RFC7520.modulus))
        let key = try RSAPublicKey(modulus: [0, 0] + modulus, exponent: [0] + exponent)
        #expect(key.modulus == modulus)
        #expect(key.exponent == exponent)
    }

    @Test func weakKeysAreRefused() throws {
        let modulus = try #require(Base64URL.decode(RFC7520.modulus))
        var even = modulus
        even[even.count - 1] &= 0xFE
        let tooLong = [0x80] + [UInt8](repeating: 1, count: 1024)
        let refused: [([UInt8], [UInt8])] = [
            (Array(modulus.dropFirst()), exponent), (even, exponent), (tooLong, exponent),
            ([], exponent), (modulus, []), (modulus, [0]), (modulus, [1]), (modulus, [2]),
            (modulus, [1, 0, 0]), (modulus, [UInt8](repeating: 1, count: 9)),
        ]
        for (modulus, exponent) in refused {
            #expect(throws: CryptographyError.weakKey) {
                try RSAPublicKey(modulus: modulus, exponent: exponent)
            }
        }
        #expect(throws: Never.self) { try RSAPublicKey(modulus: modulus, exponent: [3]) }
    }

    @Test func aKeySurvivesPEM() throws {
        let key = try RSAPrivateKey.generate()
        let pem = try key.pem()
        #expect(pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        let again = try RSAPrivateKey(pem: pem)
        #expect(again.publicKey.modulus == key.publicKey.modulus)
        #expect(again.publicKey.exponent == exponent)
        #expect(key.publicKey.modulus.count == 256)
        let message = Array("message".utf8)
        let signature = try again.signPKCS1SHA256(message: message)
        #expect(key.publicKey.verifyPKCS1SHA256(signature: signature, message: message))
        #expect(try key.signPKCS1SHA256(message: message) == signature)
    }

    /// Made with `openssl genrsa 1024`, `openssl ecparam` and `openssl genrsa -aes128`.
    @Test func otherPEMIsRefused() throws {
        #expect(throws: CryptographyError.weakKey) { try RSAPrivateKey(pem: KeyFixtures.rsa1024) }
        #expect(throws: CryptographyError.malformedKey) { try RSAPrivateKey(pem: KeyFixtures.p256) }
        #expect(throws: CryptographyError.malformedKey) {
            try RSAPrivateKey(pem: KeyFixtures.encrypted)
        }
        #expect(throws: CryptographyError.malformedKey) { try RSAPrivateKey(pem: "") }
        #expect(throws: CryptographyError.malformedKey) {
            try RSAPrivateKey(pem: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
        }
    }

    /// PKCS#1 is what PKCS#8 wraps: behind 26 bytes for a key of 2048 bits.
    @Test func aKeyIsReadFromPKCS1() throws {
        let key = try RSAPrivateKey.generate()
        let again = try RSAPrivateKey(pem: pem("RSA PRIVATE KEY", Array(der(key).dropFirst(26))))
        let message = Array("message".utf8)
        #expect(
            try again.signPKCS1SHA256(message: message) == key.signPKCS1SHA256(message: message))
    }

    @Test func damagedNumbersAreRefused() throws {
        let whole = try der(RSAPrivateKey.generate())
        let (outer, inner) = ("PRIVATE KEY", "RSA PRIVATE KEY")
        let numbers = Array(whole.dropFirst(26))
        // The version follows the sequence's four bytes, the modulus the version's three.
        #expect(numbers[4...8] == [2, 1, 0, 2, 0x82])
        var other = numbers
        other[6] = 1
        var negative = numbers
        negative[11] = 0x80
        var bits = numbers
        bits[7] = 3
        let refused = [
            pem(outer, whole + [0]), pem(outer, whole.dropLast()), pem(inner, numbers + [0]),
            pem(inner, numbers.dropLast()), pem(inner, other), pem(inner, negative),
            pem(inner, bits), pem(outer, numbers), pem(inner, whole),
            pem("EC PRIVATE KEY", numbers),
            pem(inner, [0x30, 0]), pem(inner, []),
            // Whoever calls it encrypted is believed.
            pem(inner, numbers).replacing(
                "KEY-----\nM", with: "KEY-----\nProc-Type: 4,ENCRYPTED\n\nM"),
        ]
        for text in refused {
            #expect(throws: CryptographyError.malformedKey) { try RSAPrivateKey(pem: text) }
        }
    }

    private func der(_ key: RSAPrivateKey) throws -> [UInt8] {
        let lines = try key.pem().split(separator: "\n").dropFirst().dropLast()
        return try #require(Base64.decode(lines.joined()))
    }

    private func pem(_ name: String, _ der: [UInt8]) -> String {
        "-----BEGIN \(name)-----\n\(lines(of: der))-----END \(name)-----\n"
    }

    private func pem(_ name: String, _ der: ArraySlice<UInt8>) -> String { pem(name, Array(der)) }

    private func lines(of bytes: [UInt8]) -> String {
        stride(from: 0, to: bytes.count, by: 48).map {
            Base64.encode(Array(bytes[$0..<min($0 + 48, bytes.count)])) + "\n"
        }.joined()
    }

    @Test func manyThreadsVerifyWithOneKey() async throws {
        let modulus = try #require(Base64URL.decode(RFC7520.modulus))
        let signature = try #require(Base64URL.decode(RFC7520.signature))
        let key = try RSAPublicKey(modulus: modulus, exponent: exponent)
        let message = Array(RFC7520.signingInput.utf8)
        let verdicts = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<200 {
                group.addTask { @concurrent in
                    let right = index.isMultiple(of: 2)
                    return key.verifyPKCS1SHA256(
                        signature: signature, message: right ? message : message + [1]) == right
                }
            }
            return await group.allSatisfy { $0 }
        }
        #expect(verdicts)
    }
}
