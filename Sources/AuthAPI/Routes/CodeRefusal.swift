/// How a mailed code is refused: with one answer, whatever the reason.
///
/// A wrong code, one that has expired or was never asked for, an account that is confirmed already,
/// disabled, or not there at all: telling them apart would tell whether an address has an account.
/// The log has the reason.
enum CodeRefusal {
    static let codes: Set<ErrorCode> = [
        .codeMismatch, .codeExpired, .alreadyConfirmed, .invalidCredentials, .userDisabled,
        .userNotConfirmed, .invalidRequest, .invalidEmail,
    ]

    static func error(_ reason: APIError) -> APIError {
        APIError(.codeMismatch, cause: reason.cause)
    }
}
