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
