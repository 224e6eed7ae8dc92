import CognitoAPI

extension AttemptFailure {
    /// What it means for an operation that there was no answer.
    init(_ failure: TransportError) {
        mayHaveArrived = failure.mayHaveArrived
        isTemporary = [.unreachable, .timeout, .interrupted].contains(failure.kind)
        error =
            switch failure.kind {
            case .timeout: CognitoError(.timeout, "Cognito didn't answer in time.")
            case .malformed, .tooLarge:
                CognitoError(.invalidAnswer, "The answer isn't one of Cognito's.")
            case .untrusted:
                CognitoError(.unavailable, "The TLS connection to Cognito isn't trusted.")
            case .unreachable, .interrupted:
                CognitoError(.unavailable, "Cognito can't be reached.")
            case .busy: CognitoError(.unavailable, "Too many calls to Cognito are waiting.")
            case .cancelled, .closed: CognitoError(.unavailable, "The call was given up.")
            case .invalidRequest:
                CognitoError(.unavailable, "The endpoint of Cognito can't be called.")
            }
    }
}
