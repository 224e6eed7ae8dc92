import CognitoAPI

/// The one mapping from Cognito's errors to ours.
extension APIError {
    /// What kind of route refuses: the contract allows 401 on some and only 400 on the others.
    package enum Setting: Sendable {
        /// `/login`, `/refresh`: refused credentials are 401.
        case signIn
        /// `/register`, `/verify` and the like: every refusal is 400.
        case account
        /// `/logout`, guarded routes: a refused token is 401.
        case token
    }

    package init(_ error: CognitoError, in setting: Setting) {
        self.init(
            Self.code(for: error, in: setting), cause: "\(error.code.rawValue): \(error.message)")
        retryAfter = error.retryAfter ?? Self.standardRetryAfter[code]
        if setting == .account, (401...404).contains(status) { status = 400 }
    }

    /// Seconds to wait where nobody said how long: a short pause for an upstream that is down, one
    /// second for its throttling, a minute where attempts ran out.
    private static let standardRetryAfter: [ErrorCode: Int] = [
        .upstreamUnavailable: 5, .upstreamTimeout: 5, .upstreamThrottled: 1, .tooManyRequests: 60,
        .overloaded: 1,
    ]

    /// What can't be a user's name is nobody's: at sign-in that is a wrong one.
    private static func code(for error: CognitoError, in setting: Setting) -> ErrorCode {
        let code = code(for: error)
        return setting == .signIn && [.invalidRequest, .invalidEmail].contains(code)
            ? .invalidCredentials : code
    }

    private static func code(for error: CognitoError) -> ErrorCode {
        if error.isMisconfiguration { return .misconfigured }
        return switch error.code {
        case .notAuthorized: notAuthorized(error.text)
        case .invalidParameter: invalidParameter(error.text)
        case .userNotFound: .invalidCredentials
        case .userNotConfirmed: .userNotConfirmed
        case .passwordResetRequired: .passwordResetRequired
        case .usernameExists, .aliasExists: .emailTaken
        case .invalidPassword, .passwordHistoryPolicyViolation: .weakPassword
        case .codeMismatch: .codeMismatch
        case .expiredCode: .codeExpired
        case .refreshTokenReuse: .tokenRevoked
        case .unsupportedTokenType, .expiredToken: .invalidToken
        case .limitExceeded, .tooManyFailedAttempts: .tooManyRequests
        case .tooManyRequests: .upstreamThrottled
        case .forbidden, .userLambdaValidation: .invalidRequest
        default: behindUs(error.code)
        }
    }

    private static func behindUs(_ code: CognitoError.Code) -> ErrorCode {
        switch code {
        case .unavailable, .invalidAnswer, .internalError, .codeDeliveryFailure:
            .upstreamUnavailable
        case .timeout: .upstreamTimeout
        case .unexpectedLambda, .invalidLambdaResponse: .misconfigured
        default: .internal
        }
    }

    private static func notAuthorized(_ text: CognitoError.Text?) -> ErrorCode {
        switch text {
        case .passwordAttemptsExceeded: .tooManyRequests
        case .userDisabled: .userDisabled
        case .alreadyConfirmed: .alreadyConfirmed
        case .invalidAccessToken, .invalidRefreshToken, .accessTokenScopes: .invalidToken
        case .accessTokenExpired, .refreshTokenExpired: .tokenExpired
        case .accessTokenRevoked, .refreshTokenRevoked: .tokenRevoked
        case .invalidSession, .sessionExpired, .sessionUsed: .invalidSession
        case .signUpNotPermitted: .registrationClosed
        case .unauthorizedAttribute, .cannotReset: .invalidRequest
        default: .invalidCredentials
        }
    }

    private static func invalidParameter(_ text: CognitoError.Text?) -> ErrorCode {
        switch text {
        case .usernameNotEmail, .invalidEmail: .invalidEmail
        case .userAlreadyConfirmed: .alreadyConfirmed
        default: .invalidRequest
        }
    }
}
