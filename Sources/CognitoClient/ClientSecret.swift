import CognitoAPI
import Cryptography

/// The secret of an app client and the proof of it that Cognito wants.
struct ClientSecret: Sendable {
    let clientID: String
    let value: String

    /// Base64 of HMAC-SHA-256 under the secret over user name and client id, the name exactly as
    /// it's sent in the same request (Cognito developer guide, "Computing secret hash values").
    func hash(username: String) -> String {
        Base64.encode(
            HMACSHA256.authenticate(
                key: Array(value.utf8), message: Array((username + clientID).utf8)))
    }

    /// The input with the proof of this secret, where it takes one; those of other clients as they
    /// are.
    func proved<Input: CognitoInput>(_ input: Input) -> Input {
        guard var bearing = input as? any SecretBearing, bearing.clientId == clientID else {
            return input
        }
        bearing.prove(self)
        return bearing as? Input ?? input
    }
}
