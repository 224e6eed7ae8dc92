import AuthAPI
import CognitoAPI
import JSONWebToken
import Revocation
import Storage

/// Who holds the accounts, ready to be asked: Amazon or the embedded pool.
struct Backend: Sendable {
    let service: any CognitoService
    /// Whether the service is told the client's address.
    let tellsClientAddress: Bool
    let userPoolID: String
    let clientID: String
    /// The `iss` that tokens must carry.
    let issuer: String
    let keys: any KeySource
    /// Keys that are fetched, to watch over; the embedded pool's aren't.
    let fetchedKeys: [FetchedKeys]
    let revocations: any RevocationIndex
    /// The disk behind each database.
    let disks: [any DiskHealth]
    let signOuts: SignOuts
    /// The time by which its tokens are judged, seconds since 1970.
    let now: @Sendable () -> Int64
}
