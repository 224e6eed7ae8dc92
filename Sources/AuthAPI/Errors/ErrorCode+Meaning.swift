/// What each code means to a caller: status, one safe sentence, and what to do.
///
/// A sentence never depends on what was sent, so that it can't leak anything.
extension ErrorCode {
    package struct Meaning: Sendable {
        package let status: Int
        package let message: String
        package let cure: String

        fileprivate init(_ status: Int, _ message: String, _ cure: String) {
            self.status = status
            self.message = message
            self.cure = cure
        }
    }

    package var status: Int { meaning.status }
    package var message: String { meaning.message }
    package var cure: String { meaning.cure }

    private var meaning: Meaning {
        Self.meanings[self] ?? Meaning(500, "Something went wrong here.", "Report the requestId.")
    }

    private static let meanings: [ErrorCode: Meaning] = [
        .missingFields: Meaning(
            400, "Required fields are missing.", "Send every field that `errors` names."),
        .invalidFields: Meaning(
            400, "Fields have the wrong type.",
            "Send the fields that `errors` names as non-empty strings."),
        .invalidJSON: Meaning(
            400, "The body is not a valid JSON object.",
            "Send one JSON object, UTF-8, with the header Content-Type: application/json."),
        .invalidEmail: Meaning(
            400, "The email address is not valid.", "Send an address like name@example.com."),
        .weakPassword: Meaning(
            400, "The password does not meet the policy.",
            "Choose a longer password with upper and lower case letters, digits and symbols, as the pool's policy asks."
        ),
        .emailTaken: Meaning(
            400, "An account with this email already exists.", "Log in, or reset the password."),
        .codeMismatch: Meaning(
            400, "The code is not right, or no longer valid.",
            "Check the code in the latest message and try again."),
        .codeExpired: Meaning(400, "The code is no longer valid.", "Ask for a new code."),
        .alreadyConfirmed: Meaning(400, "The email is already verified.", "Log in."),
        .registrationClosed: Meaning(
            400, "Registration is closed.", "Ask an administrator for an account."),
        .invalidRequest: Meaning(
            400, "The request could not be accepted.",
            "Check the request against the API's description."),
        .invalidCredentials: Meaning(
            401, "Incorrect email or password.", "Check both and try again, or reset the password."),
        .userNotConfirmed: Meaning(
            401, "The email is not verified yet.",
            "Send the code to /verify; ask for a new one at /resend-code."),
        .passwordResetRequired: Meaning(
            401, "The password must be reset.", "Start at /forgot-password."),
        .userDisabled: Meaning(401, "The account is disabled.", "Ask an administrator."),
        .missingToken: Meaning(
            401, "No token provided", "Send the header Authorization: Bearer with the access token."
        ),
        .invalidToken: Meaning(
            401, "Unauthorized",
            "Log in again; the token is malformed, forged or of an unknown key."),
        .tokenExpired: Meaning(401, "Unauthorized", "Get new tokens at /refresh."),
        .tokenRevoked: Meaning(401, "Unauthorized", "Log in again; the session was signed out."),
        .wrongTokenUse: Meaning(
            401, "Unauthorized", "Send the access token, not the ID token (or set TOKEN_USE)."),
        .wrongClient: Meaning(
            401, "Unauthorized",
            "Send a token of this app client (or list the client in GATEHOUSE_ALLOWED_CLIENT_IDS)."),
        .wrongIssuer: Meaning(401, "Unauthorized", "Send a token of this user pool."),
        .insufficientScope: Meaning(
            403, "The token lacks a required scope.", "Ask for the scope when signing in."),
        .groupRequired: Meaning(
            403, "The user is not in a required group.", "Ask an administrator for the group."),
        .invalidSession: Meaning(
            401, "The sign-in has expired or was already completed.", "Start again at /login."),
        .csrf: Meaning(
            403, "The request's origin is not allowed.", "Send it from a listed origin."),
        .notFound: Meaning(
            404, "There is nothing at this path.", "Check the path; letter case counts."),
        .methodNotAllowed: Meaning(
            405, "This path does not take this method.", "Use a method that the Allow header names."
        ),
        .notImplemented: Meaning(501, "The method is not known.", "Use a standard HTTP method."),
        .requestTimeout: Meaning(
            408, "The request took too long to arrive.", "Send it again, faster."),
        .bodyTooLarge: Meaning(413, "The body is too large.", "Send at most 100 KB."),
        .uriTooLong: Meaning(414, "The request line is too long.", "Shorten the URL."),
        .unsupportedMediaType: Meaning(
            415, "The body must be JSON.", "Send the header Content-Type: application/json."),
        .expectationFailed: Meaning(
            417, "The expectation cannot be met.",
            "Leave the Expect header out, or send 100-continue."),
        .headersTooLarge: Meaning(
            431, "The header section is too large.",
            "Send fewer or shorter headers; look at the cookies first."),
        .versionNotSupported: Meaning(505, "The HTTP version is not supported.", "Use HTTP/1.1."),
        .tooManyRequests: Meaning(
            429, "Too many attempts.", "Wait for the seconds in Retry-After."),
        .upstreamUnavailable: Meaning(
            503, "The account service is not available.",
            "Try again after the seconds in Retry-After."),
        .upstreamTimeout: Meaning(
            503, "The account service did not answer in time.",
            "Try again after the seconds in Retry-After."),
        .upstreamThrottled: Meaning(
            429, "The account service is busy.", "Try again after the seconds in Retry-After."),
        .misconfigured: Meaning(
            500, "The server is not set up correctly.",
            "Operators: the log says what to change; `gatehouse check` shows the settings."),
        .overloaded: Meaning(
            503, "The server is overloaded.", "Try again after the seconds in Retry-After."),
        .internal: Meaning(
            500, "Something went wrong here.",
            "Report the requestId; the log has the reason under it."),
    ]
}
