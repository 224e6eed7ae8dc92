/// What each code means to a caller: status, one safe sentence, and what to do.
///
/// A sentence never depends on what was sent, so that it can't leak anything.
extension ErrorCode {
    package struct Meaning: Sendable {
        package let status: Int
        package let message: String
        package let cure: String
    }

    package var status: Int { meaning.status }
    package var message: String { meaning.message }
    package var cure: String { meaning.cure }

    private var meaning: Meaning {
        switch self {
        case .missingFields:
            Meaning(
                status: 400, message: "Required fields are missing.",
                cure: "Send every field that `errors` names.")
        case .invalidFields:
            Meaning(
                status: 400, message: "Fields have the wrong type.",
                cure: "Send the fields that `errors` names as non-empty strings.")
        case .invalidJSON:
            Meaning(
                status: 400, message: "The body is not a valid JSON object.",
                cure: "Send one JSON object, UTF-8, with the header Content-Type: application/json."
            )
        case .invalidEmail:
            Meaning(
                status: 400, message: "The email address is not valid.",
                cure: "Send an address like name@example.com.")
        case .weakPassword:
            Meaning(
                status: 400, message: "The password does not meet the policy.",
                cure:
                    "Choose a longer password with upper and lower case letters, digits and symbols, as the pool's policy asks."
            )
        case .emailTaken:
            Meaning(
                status: 400, message: "An account with this email already exists.",
                cure: "Log in, or reset the password.")
        case .codeMismatch:
            Meaning(
                status: 400, message: "The code is not right.",
                cure: "Check the code in the latest message and try again.")
        case .codeExpired:
            Meaning(
                status: 400, message: "The code is no longer valid.", cure: "Ask for a new code.")
        case .alreadyConfirmed:
            Meaning(status: 400, message: "The email is already verified.", cure: "Log in.")
        case .registrationClosed:
            Meaning(
                status: 400, message: "Registration is closed.",
                cure: "Ask an administrator for an account.")
        case .invalidRequest:
            Meaning(
                status: 400, message: "The request could not be accepted.",
                cure: "Check the request against the API's description.")
        case .invalidCredentials:
            Meaning(
                status: 401, message: "Incorrect email or password.",
                cure: "Check both and try again, or reset the password.")
        case .userNotConfirmed:
            Meaning(
                status: 401, message: "The email is not verified yet.",
                cure: "Send the code to /verify; ask for a new one at /resend-code.")
        case .passwordResetRequired:
            Meaning(
                status: 401, message: "The password must be reset.",
                cure: "Start at /forgot-password.")
        case .userDisabled:
            Meaning(status: 401, message: "The account is disabled.", cure: "Ask an administrator.")
        case .missingToken:
            Meaning(
                status: 401, message: "No token provided",
                cure: "Send the header Authorization: Bearer with the access token.")
        case .invalidToken:
            Meaning(
                status: 401, message: "Unauthorized",
                cure: "Log in again; the token is malformed, forged or of an unknown key.")
        case .tokenExpired:
            Meaning(status: 401, message: "Unauthorized", cure: "Get new tokens at /refresh.")
        case .tokenRevoked:
            Meaning(
                status: 401, message: "Unauthorized",
                cure: "Log in again; the session was signed out.")
        case .wrongTokenUse:
            Meaning(
                status: 401, message: "Unauthorized",
                cure: "Send the access token, not the ID token (or set TOKEN_USE).")
        case .wrongClient:
            Meaning(
                status: 401, message: "Unauthorized",
                cure:
                    "Send a token of this app client (or list the client in GATEHOUSE_ALLOWED_CLIENT_IDS)."
            )
        case .wrongIssuer:
            Meaning(status: 401, message: "Unauthorized", cure: "Send a token of this user pool.")
        case .insufficientScope:
            Meaning(
                status: 403, message: "The token lacks a required scope.",
                cure: "Ask for the scope when signing in.")
        case .groupRequired:
            Meaning(
                status: 403, message: "The user is not in a required group.",
                cure: "Ask an administrator for the group.")
        case .invalidSession:
            Meaning(
                status: 401, message: "The sign-in has expired or was already completed.",
                cure: "Start again at /login.")
        case .csrf:
            Meaning(
                status: 403, message: "The request's origin is not allowed.",
                cure: "Send it from a listed origin.")
        case .notFound:
            Meaning(
                status: 404, message: "There is nothing at this path.",
                cure: "Check the path; letter case counts.")
        case .methodNotAllowed:
            Meaning(
                status: 405, message: "This path does not take this method.",
                cure: "Use a method that the Allow header names.")
        case .notImplemented:
            Meaning(
                status: 501, message: "The method is not known.",
                cure: "Use a standard HTTP method.")
        case .requestTimeout:
            Meaning(
                status: 408, message: "The request took too long to arrive.",
                cure: "Send it again, faster.")
        case .bodyTooLarge:
            Meaning(status: 413, message: "The body is too large.", cure: "Send at most 100 KB.")
        case .uriTooLong:
            Meaning(status: 414, message: "The request line is too long.", cure: "Shorten the URL.")
        case .unsupportedMediaType:
            Meaning(
                status: 415, message: "The body must be JSON.",
                cure: "Send the header Content-Type: application/json.")
        case .expectationFailed:
            Meaning(
                status: 417, message: "The expectation cannot be met.",
                cure: "Leave the Expect header out, or send 100-continue.")
        case .headersTooLarge:
            Meaning(
                status: 431, message: "The header section is too large.",
                cure: "Send fewer or shorter headers; look at the cookies first.")
        case .versionNotSupported:
            Meaning(
                status: 505, message: "The HTTP version is not supported.", cure: "Use HTTP/1.1.")
        case .tooManyRequests:
            Meaning(
                status: 429, message: "Too many attempts.",
                cure: "Wait for the seconds in Retry-After.")
        case .upstreamUnavailable:
            Meaning(
                status: 503, message: "The account service is not available.",
                cure: "Try again after the seconds in Retry-After.")
        case .upstreamTimeout:
            Meaning(
                status: 503, message: "The account service did not answer in time.",
                cure: "Try again after the seconds in Retry-After.")
        case .upstreamThrottled:
            Meaning(
                status: 429, message: "The account service is busy.",
                cure: "Try again after the seconds in Retry-After.")
        case .misconfigured:
            Meaning(
                status: 500, message: "The server is not set up correctly.",
                cure:
                    "Operators: the log says what to change; `gatehouse check` shows the settings.")
        case .overloaded:
            Meaning(
                status: 503, message: "The server is overloaded.",
                cure: "Try again after the seconds in Retry-After.")
        case .internal:
            Meaning(
                status: 500, message: "Something went wrong here.",
                cure: "Report the requestId; the log has the reason under it.")
        }
    }
}
