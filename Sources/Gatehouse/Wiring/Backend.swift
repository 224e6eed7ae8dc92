import AuthAPI
import CognitoAPI
import JSONWebToken
import Revocation

/// Who holds the accounts, ready to be asked: Amazon or the embedded pool.
struct Backend: Sendable {
    let service: any CognitoService
    let userPoolID: String
    let clientID: String
    /// The `iss` that tokens must carry.
    let issuer: String
    let keys: any KeySource
    let revocations: any RevocationIndex
    let signOuts: SignOuts
}
