import CognitoAPI
import Cryptography
import Foundation
import GRDB

/// The parts of SRP that passwords and devices share: opening an exchange, and judging its proof.
struct SRPProofCheck: Sendable {
    /// A proof as it came, whose block, client and moment are in order.
    struct Claim: Sendable {
        let block: SecretBlock
        let bytes: [UInt8]
        let signature: [UInt8]
        let timestamp: String

        /// Work for a proof that can't be right.
        var anyVerifier: [UInt8] { Array(block.serverPublic) }

        /// False when the block has been answered before.
        func spend(_ db: Database) throws -> Bool {
            try db.execute(
                sql: "INSERT OR IGNORE INTO spent_block VALUES (?, ?)",
                arguments: [Data(SHA256.hash(bytes)), block.expiresAt])
            return db.changesCount > 0
        }
    }

    let srp: SRPWork
    let blocks: SecretBlocks
    let clock: WallClock

    /// Both public numbers.
    ///
    /// - Throws: `InvalidParameterException` for a client's number that the protocol refuses.
    func open(
        _ clientPublic: String, verifier: [UInt8], secret: [UInt8]
    ) async throws(CognitoError) -> SRPServer.Exchange {
        let refusal = CognitoError(.invalidParameter, "Invalid SRP_A")
        guard let number = SRPNumber.read(clientPublic) else { throw refusal }
        let exchange = try await srp.run { server throws(CryptographyError) in
            try server.accepts(clientPublic: number)
                ? SRPServer.Exchange(
                    clientPublic: number, secret: secret,
                    serverPublic: server.serverPublic(verifier: verifier, secret: secret))
                : nil
        }
        guard let exchange else { throw refusal }
        return exchange
    }

    /// - Throws: `InvalidParameterException` for an absent parameter; `NotAuthorizedException` for a
    ///   block that isn't this client's, a stale one, and a clock that is too far off.
    func claim(
        _ responses: AuthParameters, of subject: SecretBlock.Subject, client: AppClient
    ) throws(CognitoError) -> Claim {
        let text = try responses.required("PASSWORD_CLAIM_SECRET_BLOCK")
        let signature = try responses.required("PASSWORD_CLAIM_SIGNATURE")
        let timestamp = try responses.required("TIMESTAMP")
        let refusal = CognitoError(.notAuthorized, .incorrectCredentials)
        guard let (block, bytes) = blocks.open(text), block.subject == subject,
            block.clientID.utf8.elementsEqual(client.id.utf8), signature.utf8.count <= 64,
            let proof = Base64.decode(signature)
        else { throw refusal }
        guard clock() < block.expiresAt else {
            throw CognitoError(.notAuthorized, .sessionExpired)
        }
        guard let moment = ClaimTimestamp.read(timestamp),
            abs(moment - clock()) <= Limits.timestampSkew
        else { throw refusal }
        return Claim(block: block, bytes: bytes, signature: proof, timestamp: timestamp)
    }

    func isRight(
        _ claim: Claim, _ identity: SRPServer.Identity, verifier: [UInt8]
    ) async throws(CognitoError) -> Bool {
        try await srp.run { server throws(CryptographyError) in
            let key = try server.key(claim.block.exchange, verifier: verifier)
            let expected = SRPServer.signature(
                identity, key: key, secretBlock: claim.bytes, timestamp: claim.timestamp)
            return constantTimeEqual(expected, claim.signature)
        }
    }
}
