import CognitoAPI
import Cryptography

/// An app client: who may call, with which flows, and what its tokens are like.
struct AppClient: Sendable {
    let id: String
    let poolID: String
    /// None for a public client; each of them is as good.
    let secrets: [String]
    let policy: ClientPolicy

    var isConfidential: Bool { !secrets.isEmpty }

    /// Whether answers may tell that a user doesn't exist.
    var revealsExistence: Bool { policy.preventUserExistenceErrors == .legacy }

    func requires(_ gate: ClientPolicy.AuthFlowGate, _ refusal: CognitoError.Text)
        throws(CognitoError)
    {
        guard policy.explicitAuthFlows.contains(gate) else {
            throw CognitoError(.invalidParameter, refusal)
        }
    }

    func canRead(_ attribute: String) -> Bool {
        policy.readAttributes?.contains(attribute) ?? true
    }

    func canWrite(_ attribute: String) -> Bool {
        guard attribute != "sub", !StandardAttribute.verifiedFlags.contains(attribute) else {
            return false
        }
        return policy.writeAttributes?.contains(attribute) ?? true
    }
}

// Secrets.
extension AppClient {
    /// SECRET_HASH: Base64(HMAC-SHA256(secret, username + client id)) over the name as it was sent.
    func check(secretHash: String?, for userName: String) throws(CognitoError) {
        try check(
            secretHash, for: userName, refusal: "Unable to verify secret hash for client \(id)")
    }

    /// The same on a token refresh, where the name is the user's real one and the text another.
    func checkRefresh(secretHash: String?, for userName: String) throws(CognitoError) {
        try check(
            secretHash, for: userName, refusal: "SecretHash does not match for the client: \(id)")
    }

    /// The operations that take the plain secret.
    func check(clientSecret: String?, refusal: CognitoError.Code) throws(CognitoError) {
        guard isConfidential else {
            if clientSecret == nil { return }
            throw CognitoError(refusal, "Invalid client secret")
        }
        guard let clientSecret else {
            throw CognitoError(
                refusal, "Client \(id) is configured for secret but secret was not received")
        }
        guard Self.isAny(of: secrets, clientSecret) else {
            throw CognitoError(refusal, "Invalid client secret")
        }
    }

    private func check(
        _ hash: String?, for userName: String, refusal: String
    ) throws(CognitoError) {
        guard isConfidential else {
            if hash == nil { return }
            throw CognitoError(.notAuthorized, refusal)
        }
        guard let hash else {
            throw CognitoError(
                .notAuthorized,
                "Client \(id) is configured with secret but SECRET_HASH was not received")
        }
        let message = Array((userName + id).utf8)
        let expected = secrets.map {
            Base64.encode(HMACSHA256.authenticate(key: Array($0.utf8), message: message))
        }
        guard Self.isAny(of: expected, hash) else {
            throw CognitoError(.notAuthorized, refusal)
        }
    }

    /// Compares with all of them: the time must not tell which one it is.
    private static func isAny(of expected: [String], _ given: String) -> Bool {
        let given = Array(given.utf8)
        return expected.map { constantTimeEqual(Array($0.utf8), given) }.contains(true)
    }
}
