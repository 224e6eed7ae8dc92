import CognitoAPI

extension CognitoError {
    /// The pool's own fault; what it was goes to the log as an event, not to the caller.
    static let somethingWentWrong = CognitoError(.internalError, "Something went wrong")
}
