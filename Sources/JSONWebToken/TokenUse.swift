/// What Cognito made a token for: its claim `token_use`.
public enum TokenUse: String, Sendable, CaseIterable {
    /// To call APIs; carries `client_id`, `scope` and `username`.
    case access
    /// To tell the client who signed in; carries `aud`, `cognito:username` and the user's
    /// attributes.
    case id

    static let names = allCases.map(\.rawValue)

    /// The claim that names the app client.
    var clientClaim: StaticString { self == .access ? "client_id" : "aud" }
    /// The claim that names the user.
    var userClaim: StaticString { self == .access ? "username" : "cognito:username" }
}
