import CognitoAPI
import JSONWebToken
import StrictJSON

/// Which pool a request is for. Cognito finds it from the pool's id, the client's, or the access
/// token; nothing is decided here but who is asked: each operation checks for itself.
enum PoolAddress {
    case pool(String)
    case client(String)
    /// Of a challenge; only the database knows whose it is.
    case session(String)
    case unknown

    init(_ input: JSONObject) {
        if let id = input["UserPoolId"]?.stringValue {
            self = .pool(id)
        } else if let id = input["ClientId"]?.stringValue {
            self = .client(id)
        } else if let token = input["AccessToken"]?.stringValue,
            let id = (try? UnverifiedToken(token))?.claims["client_id"]?.stringValue
        {
            self = .client(id)
        } else if let session = input["Session"]?.stringValue {
            self = .session(session)
        } else if let arn = input["ResourceArn"]?.stringValue,
            let slash = arn.utf8.lastIndex(of: UInt8(ascii: "/"))
        {
            self = .pool(String(arn[arn.index(after: slash)...]))
        } else {
            self = .unknown
        }
    }
}

extension PoolRegistry {
    /// Ids are bounded before they are compared or hashed.
    ///
    /// Nil when nobody is meant: the default pool says so then, in its operation's own words.
    func pool(for address: PoolAddress) async throws(CognitoError) -> LivePool? {
        switch address {
        case .pool(let id) where id.utf8.count <= Limits.poolIDBytes: try await pool(id)
        case .client(let id) where id.utf8.count <= Limits.nameBytes: try await pool(ofClient: id)
        case .session(let text): try await pool(ofSession: text)
        case .pool, .client, .unknown: nil
        }
    }
}
