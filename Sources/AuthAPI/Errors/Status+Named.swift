import HTTPTypes

extension HTTPResponse.Status {
    /// The status of that code with its standard reason phrase, which people read in curl's output.
    static func named(_ code: Int) -> HTTPResponse.Status {
        known[code] ?? HTTPResponse.Status(code: code)
    }

    private static let known: [Int: HTTPResponse.Status] = {
        let statuses: [HTTPResponse.Status] = [
            .badRequest, .unauthorized, .forbidden, .notFound, .methodNotAllowed, .requestTimeout,
            .contentTooLarge, .uriTooLong, .unsupportedMediaType, .expectationFailed,
            .tooManyRequests, .requestHeaderFieldsTooLarge, .internalServerError, .notImplemented,
            .serviceUnavailable, .httpVersionNotSupported,
        ]
        return Dictionary(statuses.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }()
}
