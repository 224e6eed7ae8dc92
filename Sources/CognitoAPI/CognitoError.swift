/// What went wrong with a Cognito operation: the exception's type and Cognito's text.
///
/// The text is for the wire door and for operators; it never reaches a caller of the JSON routes.
package struct CognitoError: Error, Sendable, Equatable {
    package let code: Code
    package let message: String
    /// Seconds after which a repetition makes sense, where somebody said so.
    package var retryAfter: Int?

    package init(_ code: Code, _ message: String, retryAfter: Int? = nil) {
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
    }

    /// An exception with one of the known texts.
    package init(_ code: Code, _ text: Text, retryAfter: Int? = nil) {
        self.init(code, text.rawValue, retryAfter: retryAfter)
    }
}

extension CognitoError {
    /// Cognito's exceptions (raw value: the `__type` on the wire), and three kinds of no answer.
    package enum Code: String, Sendable, CaseIterable {
        case accessDenied = "AccessDeniedException"
        case aliasExists = "AliasExistsException"
        case codeDeliveryFailure = "CodeDeliveryFailureException"
        case codeMismatch = "CodeMismatchException"
        case deviceKeyExists = "DeviceKeyExistsException"
        case enableSoftwareTokenMFA = "EnableSoftwareTokenMFAException"
        case expiredCode = "ExpiredCodeException"
        case expiredToken = "ExpiredTokenException"
        case featureUnavailableInTier = "FeatureUnavailableInTierException"
        case forbidden = "ForbiddenException"
        case groupExists = "GroupExistsException"
        case incompleteSignature = "IncompleteSignatureException"
        case internalError = "InternalErrorException"
        case invalidEmailRoleAccessPolicy = "InvalidEmailRoleAccessPolicyException"
        case invalidLambdaResponse = "InvalidLambdaResponseException"
        case invalidOAuthFlow = "InvalidOAuthFlowException"
        case invalidParameter = "InvalidParameterException"
        case invalidPassword = "InvalidPasswordException"
        case invalidSignature = "InvalidSignatureException"
        case limitExceeded = "LimitExceededException"
        case missingAuthenticationToken = "MissingAuthenticationTokenException"
        case notAuthorized = "NotAuthorizedException"
        case passwordHistoryPolicyViolation = "PasswordHistoryPolicyViolationException"
        case passwordResetRequired = "PasswordResetRequiredException"
        case refreshTokenReuse = "RefreshTokenReuseException"
        case resourceNotFound = "ResourceNotFoundException"
        case serialization = "SerializationException"
        case softwareTokenMFANotFound = "SoftwareTokenMFANotFoundException"
        case tooManyFailedAttempts = "TooManyFailedAttemptsException"
        case tooManyRequests = "TooManyRequestsException"
        case unauthorized = "UnauthorizedException"
        case unexpectedLambda = "UnexpectedLambdaException"
        case unknownOperation = "UnknownOperationException"
        case unrecognizedClient = "UnrecognizedClientException"
        case duplicateProvider = "DuplicateProviderException"
        case unsupportedUserState = "UnsupportedUserStateException"
        case unsupportedOperation = "UnsupportedOperationException"
        case unsupportedTokenType = "UnsupportedTokenTypeException"
        case userLambdaValidation = "UserLambdaValidationException"
        case userNotConfirmed = "UserNotConfirmedException"
        case userPoolAddOnNotEnabled = "UserPoolAddOnNotEnabledException"
        case userNotFound = "UserNotFoundException"
        case usernameExists = "UsernameExistsException"

        /// Nobody answered: refused, unreachable, TLS not trusted. A 5xx is an `internalError`.
        case unavailable = "gatehouse:Unavailable"
        /// No answer within the time allowed.
        case timeout = "gatehouse:Timeout"
        /// An answer that is not Cognito's: HTML, broken JSON, an unknown exception.
        case invalidAnswer = "gatehouse:InvalidAnswer"
    }

    /// The status of the wire: 400 for a client's fault, 500 for the service's own.
    package var wireStatus: Int {
        switch code {
        case .internalError, .unavailable, .timeout, .invalidAnswer: 500
        case .forbidden: 403
        default: 400
        }
    }
}
