public import HTTPTypes

/// What the router and the stock middleware throw: the closed error type of this room.
///
/// No case holds anything that the client sent.
public enum RoutingError: Error, Sendable, Equatable {
    /// No route has this path.
    case notFound
    /// The path is known under other methods, which the answer has to list (RFC 9110 §15.5.6).
    case methodNotAllowed(allow: [HTTPRequest.Method])
    /// No route could ever have this method; also TRACE and CONNECT.
    case notImplemented
    /// The body isn't `application/json` or `+json` in UTF-8.
    case unsupportedMediaType
    /// The body isn't one JSON object, or it isn't strict JSON.
    case invalidJSON
    /// The route needs a body and there is none.
    case missingBody
    /// The body is larger than this route takes.
    case bodyTooLarge
    /// The client has done this too often; again after so many seconds.
    case tooManyRequests(retryAfter: Int)

    public var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notImplemented: .notImplemented
        case .unsupportedMediaType: .unsupportedMediaType
        case .invalidJSON, .missingBody: .badRequest
        case .bodyTooLarge: .contentTooLarge
        case .tooManyRequests: .tooManyRequests
        }
    }

    /// One sentence for the client.
    public var sentence: String {
        switch self {
        case .notFound: "There is nothing at this path."
        case .methodNotAllowed: "This path does not take that method."
        case .notImplemented: "This method is not implemented."
        case .unsupportedMediaType: "Send the body as application/json in UTF-8."
        case .invalidJSON: "The body is not a valid JSON object."
        case .missingBody: "A JSON body is required."
        case .bodyTooLarge: "The body is too large."
        case .tooManyRequests: "Too many requests."
        }
    }

    /// The value of the Allow header, where the answer needs one.
    public var allow: String? {
        guard case .methodNotAllowed(let methods) = self else { return nil }
        return methods.map(\.rawValue).joined(separator: ", ")
    }
}
