import CognitoAPI

/// An input that proves the client secret, each in its own member.
protocol SecretBearing {
    var clientId: String { get }

    /// Fills in the proof, where the caller hasn't.
    mutating func prove(_ secret: ClientSecret)
}

/// Inputs with a `SecretHash` over their `Username`.
protocol SecretHashBearing: SecretBearing {
    var username: String { get }
    var secretHash: String? { get set }
}

extension SecretHashBearing {
    mutating func prove(_ secret: ClientSecret) {
        secretHash = secretHash ?? secret.hash(username: username)
    }
}

extension SignUp.Input: SecretHashBearing {}
extension ConfirmSignUp.Input: SecretHashBearing {}
extension ResendConfirmationCode.Input: SecretHashBearing {}
extension ForgotPassword.Input: SecretHashBearing {}
extension ConfirmForgotPassword.Input: SecretHashBearing {}

extension InitiateAuth.Input: SecretBearing {
    /// Refreshing sends no user name, though the hash is over it: the caller names it in
    /// `USERNAME`, which then stays here. Without it there is nothing to hash.
    mutating func prove(_ secret: ClientSecret) {
        guard var parameters = authParameters, let username = parameters["USERNAME"] else { return }
        parameters["SECRET_HASH"] = parameters["SECRET_HASH"] ?? secret.hash(username: username)
        if authFlow.hasPrefix("REFRESH_TOKEN") { parameters["USERNAME"] = nil }
        authParameters = parameters
    }
}

extension RespondToAuthChallenge.Input: SecretBearing {
    mutating func prove(_ secret: ClientSecret) {
        guard var responses = challengeResponses, let username = responses["USERNAME"]
        else { return }
        responses["SECRET_HASH"] = responses["SECRET_HASH"] ?? secret.hash(username: username)
        challengeResponses = responses
    }
}

extension GetTokensFromRefreshToken.Input: SecretBearing {
    mutating func prove(_ secret: ClientSecret) {
        clientSecret = clientSecret ?? secret.value
    }
}

extension RevokeToken.Input: SecretBearing {
    mutating func prove(_ secret: ClientSecret) {
        clientSecret = clientSecret ?? secret.value
    }
}
