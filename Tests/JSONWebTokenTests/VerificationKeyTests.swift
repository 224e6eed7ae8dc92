import Cryptography
import JSONWebToken
import StrictJSON
import Testing

@testable import JSONWebToken

@Suite struct VerificationKeyTests {
    @Test(arguments: [
        (RFC7515A2.modulus, RFC7515A2.signingInput, RFC7515A2.signature),
        (RFC7520.modulus, RFC7520.signingInput, RFC7520.signature),
    ])
    func vectorsOfTheRFCs(modulus: String, input: String, signature: String) throws {
        let key = try VerificationKey(
            jwk: ["kty": "RSA", "kid": "k", "n": .string(modulus), "e": "AQAB"])
        let signature = try #require(Base64URL.decode(signature))
        let message = Array(input.utf8)
        let right = key.verify(signature: signature.span.bytes, message: message.span.bytes)
        #expect(right)
        let other = Array((input + "A").utf8)
        let wrong = key.verify(signature: signature.span.bytes, message: other.span.bytes)
        #expect(!wrong)
    }

    /// RFC 7520 §4.1's header passes, RFC 7515 A.2's doesn't: it names no key.
    @Test func headersOfTheRFCs() throws {
        let named = try UnverifiedToken(RFC7520.signingInput.split(separator: ".")[0] + ".e30.")
        #expect(try TokenHeader.keyID(of: named.header) == "bilbo.baggins@hobbiton.example")
        let nameless = try UnverifiedToken(RFC7515A2.signingInput + ".")
        #expect(throws: TokenError.missingKeyID) { try TokenHeader.keyID(of: nameless.header) }
    }
}
