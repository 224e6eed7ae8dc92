import CognitoAPI

/// Turns Cognito's answer into an output or an error.
enum AnswerReader {
    /// Throws the error that the answer is, or that it should have been one.
    static func read<Output: Decodable>(
        _ type: Output.Type, from response: TransportResponse
    ) throws(AttemptFailure) -> Output {
        guard response.status == 200 else { throw failure(response) }
        do throws(CognitoError) {
            return try CognitoWire.decodeOutput(type, from: response.body)
        } catch {
            throw AttemptFailure(error: error, isTemporary: false, mayHaveArrived: true)
        }
    }

    private static func failure(_ response: TransportResponse) -> AttemptFailure {
        let retryAfter = response.headers["retry-after"].flatMap { Int($0) }
            .map { min(max(0, $0), CognitoClientLimits.retryAfterSeconds) }
        if 500...599 ~= response.status {
            let error = CognitoError(
                .internalError, "Cognito answered with status \(response.status).",
                retryAfter: retryAfter)
            return AttemptFailure(error: error, isTemporary: true, mayHaveArrived: true)
        }
        var error = exception(response)
        error.retryAfter = retryAfter
        return AttemptFailure(
            error: error, isTemporary: error.code == .tooManyRequests, mayHaveArrived: true)
    }

    /// Cognito's exception. Its name stands in the body or in the header `x-amzn-errortype`.
    private static func exception(_ response: TransportResponse) -> CognitoError {
        let body = try? CognitoWire.decodeOutput(ErrorBody.self, from: response.body)
        let type = body?.type ?? response.headers["x-amzn-errortype"]
        guard 400...499 ~= response.status,
            let code = type.map(ErrorBody.plainName).flatMap(CognitoError.Code.init(rawValue:)),
            !noAnswer.contains(code)
        else { return CognitoError(.invalidAnswer, "The answer isn't one of Cognito's.") }
        return CognitoError(code, body?.message ?? "")
    }

    /// Codes of our own, which nobody else may claim.
    private static let noAnswer: Set<CognitoError.Code> = [.unavailable, .timeout, .invalidAnswer]
}
