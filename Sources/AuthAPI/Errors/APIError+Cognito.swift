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
        self.init(Self.code(for: error, in: setting), cause: Self.cause(error))
        if let seconds = error.retryAfter {
            retryAfter = min(max(1, seconds), AuthLimits.longestRetryAfter)
        }
        if code == .weakPassword { fieldFaults = PasswordRule.faults(in: error.message) }
        if setting == .account, (401...404).contains(status) { status = 400 }
    }

    /// What the log may know. A text that isn't one of the known ones could hold what was sent, but
    /// where our own set-up is wrong it names the cure.
    private static func cause(_ error: CognitoError) -> String {
        error.text != nil || error.isMisconfiguration || ownTexts.contains(error.code)
            ? "\(error.code.rawValue): \(error.message)" : error.code.rawValue
    }

    /// Codes whose texts are our own.
    private static let ownTexts: Set<CognitoError.Code> = [
        .unavailable, .timeout, .invalidAnswer, .internalError, .serialization,
    ]

    private static func code(for error: CognitoError, in setting: Setting) -> ErrorCode {
        let code = code(for: error)
        return switch (setting, code) {
        // What can't be a user's name is nobody's.
        case (.signIn, .invalidRequest) where error.code == .invalidParameter: .invalidCredentials
        case (.signIn, .invalidEmail): .invalidCredentials
        // Whatever is wrong with a token's user, it is the token that was sent.
        case (.token, .invalidCredentials): .invalidToken
        default: code
        }
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
        case .codeMismatch, .enableSoftwareTokenMFA: .codeMismatch
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
