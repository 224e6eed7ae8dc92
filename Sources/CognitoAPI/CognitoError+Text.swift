/// Texts that tell apart refusals with the same exception.
///
/// Cognito puts "wrong password", "disabled" and "locked out" under one `NotAuthorizedException`;
/// only the text differs. This table is the one place that knows the texts: the embedded pool
/// speaks them, and whoever answers a caller asks `CognitoError.text`.
extension CognitoError {
    package enum Text: String, Sendable, CaseIterable {
        // NotAuthorizedException
        case incorrectCredentials = "Incorrect username or password."
        case passwordAttemptsExceeded = "Password attempts exceeded"
        case temporaryPasswordExpired =
            "Temporary password has expired and must be reset by an administrator."
        case userDisabled = "User is disabled."
        case alreadyConfirmed = "User cannot be confirmed. Current status is CONFIRMED"
        case cannotReset = "User password cannot be reset in the current state."
        case signUpNotPermitted = "SignUp is not permitted for this user pool"
        case unauthorizedAttribute = "A client attempted to write unauthorized attribute"
        case invalidAccessToken = "Invalid Access Token"
        case accessTokenExpired = "Access Token has expired"
        case accessTokenRevoked = "Access Token has been revoked"
        case accessTokenScopes = "Access Token does not have required scopes"
        case invalidRefreshToken = "Invalid Refresh Token"
        case refreshTokenExpired = "Refresh Token has expired"
        case refreshTokenRevoked = "Refresh Token has been revoked"
        case refreshTokenReused = "Refresh Token has been used before and was rotated"
        case invalidSession = "Invalid session for the user."
        case sessionExpired = "Invalid session for the user, session is expired."
        case sessionUsed = "Invalid session for the user, session can only be used once."
        // Others
        /// Our own: Cognito's isn't known.
        case passwordUsedBefore = "The password has been used before."
        case userNotConfirmed = "User is not confirmed."
        case passwordResetRequired = "Password reset required for the user"
        case deviceNotFound = "Device does not exist."
        case userNotFound = "User does not exist."
        case combinationNotFound = "Username/client id combination not found."
        case codeMismatch = "Invalid verification code provided, please try again."
        case invalidCodeOrState = "Invalid code or auth state for the user."
        case softwareTokenMismatch = "Invalid code received for user"
        case softwareTokenUsed = "Your software token has already been used once."
        case softwareTokenNotEnabled = "Software Token MFA has not been enabled by the userPool"
        case setUpCodeMismatch = "Code mismatch"
        case codeExpired = "Invalid code provided, please request a code again."
        case attemptLimitExceeded = "Attempt limit exceeded, please try after some time."
        case rateExceeded = "Rate exceeded"
        case emailExists = "An account with the given email already exists."
        case usernameExists = "User already exists"
        case userAlreadyConfirmed = "User is already confirmed."
        case autoVerificationOff = "Cannot resend codes. Auto verification not turned on."
        case usernameNotEmail = "Username should be an email."
        case invalidEmail = "Invalid email address format."
        case noVerifiedChannel =
            "Cannot reset password for the user as there is no registered/verified email or phone_number"
        case methodNotSupported = "Initiate Auth method not supported."
        case passwordFlowDisabled = "USER_PASSWORD_AUTH flow not enabled for this client"
        case adminFlowDisabled = "Auth flow not enabled for this client"
        case refreshFlowDisabled = "Refresh Token flow not enabled for this client"
        case choiceFlowDisabled = "USER_AUTH flow not enabled for this client"
        case srpFlowDisabled = "USER_SRP_AUTH is not enabled for the client."
    }

    /// The known text this error carries, if it is one.
    package var text: Text? { Text(rawValue: message) }

    /// True when the cure lies with the operator: client secret, client id or auth flow are wrong.
    ///
    /// These texts carry the client id, so they are told by their fixed parts.
    package var isMisconfiguration: Bool {
        switch code {
        case .resourceNotFound, .unrecognizedClient, .invalidSignature, .accessDenied,
            .missingAuthenticationToken, .unknownOperation, .unsupportedOperation, .unauthorized,
            .invalidEmailRoleAccessPolicy:
            true
        case .notAuthorized, .invalidParameter:
            Self.configurationParts.contains { message.contains($0) }
        default:
            false
        }
    }

    private static let configurationParts = [
        "SECRET_HASH was not received", "configured for secret", "verify secret hash",
        "SecretHash does not match", "flow not enabled", "is not enabled for the client",
        "lambda trigger is not configured", "Invalid client secret",
    ]
}
