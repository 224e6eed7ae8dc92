/// The stable codes of refusals: what clients may switch on.
package enum ErrorCode: String, Sendable, CaseIterable {
    // What was sent
    case missingFields = "missing_fields"
    case invalidFields = "invalid_fields"
    case invalidJSON = "invalid_json"
    case invalidEmail = "invalid_email"
    case weakPassword = "weak_password"
    case emailTaken = "email_taken"
    case codeMismatch = "code_mismatch"
    case codeExpired = "code_expired"
    case alreadyConfirmed = "already_confirmed"
    case registrationClosed = "registration_closed"
    case invalidRequest = "invalid_request"
    // Who is asking
    case invalidCredentials = "invalid_credentials"
    case userNotConfirmed = "user_not_confirmed"
    case passwordResetRequired = "password_reset_required"
    case userDisabled = "user_disabled"
    case missingToken = "missing_token"
    case invalidToken = "invalid_token"
    case tokenExpired = "token_expired"
    case tokenRevoked = "token_revoked"
    case wrongTokenUse = "wrong_token_use"
    case wrongClient = "wrong_client"
    case wrongIssuer = "wrong_issuer"
    case insufficientScope = "insufficient_scope"
    case groupRequired = "group_required"
    case invalidSession = "invalid_session"
    case csrf
    // HTTP
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case notImplemented = "not_implemented"
    case requestTimeout = "request_timeout"
    case bodyTooLarge = "body_too_large"
    case uriTooLong = "uri_too_long"
    case unsupportedMediaType = "unsupported_media_type"
    case expectationFailed = "expectation_failed"
    case headersTooLarge = "headers_too_large"
    case versionNotSupported = "version_not_supported"
    case tooManyRequests = "too_many_requests"
    // Behind us
    case upstreamUnavailable = "upstream_unavailable"
    case upstreamTimeout = "upstream_timeout"
    case upstreamThrottled = "upstream_throttled"
    case misconfigured
    case overloaded
    case `internal`
}
