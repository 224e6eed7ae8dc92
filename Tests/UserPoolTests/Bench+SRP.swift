import CognitoAPI
import Cryptography
import Foundation

@testable import UserPool

/// A client of SRP, after amazon-cognito-identity-js.
struct SRPClient {
    private let secret = SecureRandom.system.bytes(128)
    private let group: SRPGroup

    init() throws {
        group = try SRPGroup()
    }

    func publicNumber() throws -> String {
        SRPNumber.hex(try group.arithmetic.power(group.generator, secret))
    }

    /// PASSWORD_CLAIM_SIGNATURE for a challenge.
    func signature(
        _ identity: SRPServer.Identity, _ password: String, _ challenge: [String: String],
        _ timestamp: String
    ) throws -> String {
        let arithmetic = group.arithmetic
        let salt = SRPNumber.read(challenge["SALT"] ?? "") ?? []
        let other = SRPNumber.read(challenge["SRP_B"] ?? "") ?? []
        let inner = SHA256.hash(Array("\(identity.group)\(identity.name):\(password)".utf8))
        let x = SHA256.hash(SRPNumber.padded(salt) + inner)
        let own = try arithmetic.power(group.generator, secret)
        let u = SHA256.hash(SRPNumber.padded(own) + SRPNumber.padded(other))
        // B − k·g^x, then to the powers of a and of u·x: S = base^a · (base^u)^x.
        let negative = try arithmetic.product(
            Self.minusOne(arithmetic.modulus),
            arithmetic.product(group.multiplier, arithmetic.power(group.generator, x)))
        let base = try arithmetic.sum(other, negative)
        let common = try arithmetic.product(
            arithmetic.power(base, secret), arithmetic.power(arithmetic.power(base, u), x))
        let pseudorandom = HMACSHA256.authenticate(
            key: SRPNumber.padded(u), message: SRPNumber.padded(common))
        let key = HMACSHA256.authenticate(
            key: pseudorandom, message: Array("Caldera Derived Key".utf8) + [1]
        ).prefix(16)
        let block = Base64.decode(challenge["SECRET_BLOCK"] ?? "") ?? []
        return Base64.encode(
            SRPServer.signature(
                identity, key: Array(key), secretBlock: block, timestamp: timestamp))
    }

    private static func minusOne(_ modulus: [UInt8]) -> [UInt8] {
        var number = modulus
        number[number.count - 1] -= 1
        return number
    }
}

extension Bench {
    /// The bench's clock as clients write it.
    func timestamp(_ offset: TimeInterval = 0) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "UTC")
        format.dateFormat = "EEE MMM d HH:mm:ss 'UTC' yyyy"
        return format.string(
            from: Date(timeIntervalSince1970: TimeInterval(clock.now / 1_000) + offset))
    }

    func beginSRP(
        _ email: String = "alice@example.com", _ client: SRPClient,
        _ extra: [String: String] = [:]
    ) async throws -> [String: String] {
        let number = try client.publicNumber()
        let output = try await pool.perform(
            InitiateAuth.Input(
                clientId: self.client, authFlow: "USER_SRP_AUTH",
                authParameters: ["USERNAME": email, "SRP_A": number].merging(extra) { $1 }))
        return output.challengeParameters ?? [:]
    }

    /// The answers to PASSWORD_VERIFIER.
    func proof(
        _ challenge: [String: String], _ password: String, _ client: SRPClient,
        at offset: TimeInterval = 0
    ) throws -> [String: String] {
        let timestamp = timestamp(offset)
        let user = SRPServer.Identity.user(challenge["USER_ID_FOR_SRP"] ?? "", poolID: pool.id)
        return [
            "USERNAME": challenge["USERNAME"] ?? "", "TIMESTAMP": timestamp,
            "PASSWORD_CLAIM_SECRET_BLOCK": challenge["SECRET_BLOCK"] ?? "",
            "PASSWORD_CLAIM_SIGNATURE": try client.signature(user, password, challenge, timestamp),
        ]
    }

    @discardableResult
    func respond(
        _ challenge: String, _ responses: [String: String], session: String? = nil
    ) async throws(CognitoError) -> SignInOutput {
        try await pool.perform(
            RespondToAuthChallenge.Input(
                clientId: client, challengeName: challenge, session: session,
                challengeResponses: responses))
    }

    @discardableResult
    func signInBySRP(
        _ email: String = "alice@example.com", password: String = Bench.password
    ) async throws -> SignInOutput {
        let client = try SRPClient()
        let challenge = try await beginSRP(email, client)
        return try await respond("PASSWORD_VERIFIER", proof(challenge, password, client))
    }
}
