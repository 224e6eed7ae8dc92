import HTTPTypes

/// Why a request can't be served: the closed error type of this room.
///
/// A case never holds bytes of the peer, so it may be logged and answered as it is.
public enum Refusal: Error, Sendable, Equatable, CaseIterable {
    case malformedRequestLine
    case malformedTarget
    case unsupportedConnect
    case ambiguousPath
    case requestLineTooLong
    case unsupportedVersion
    case malformedFieldLine
    case obsoleteLineFolding
    case fieldLineTooLong
    case headerSectionTooLarge
    case tooManyFields
    case missingHost
    case repeatedHost
    case malformedHost
    case malformedContentLength
    case repeatedContentLength
    case conflictingFraming
    case malformedTransferEncoding
    case unsupportedTransferCoding
    case unsupportedExpectation
    case bodyTooLarge
    case malformedChunk
    case chunkExtensionsTooLarge
    case malformedTrailer
    case trailersTooLarge
    case incompleteRequest
    case requestTimeout
    case handlerTimeout
    case overloaded

    /// The status that answers it (RFC 9110 §15).
    public var status: HTTPResponse.Status {
        switch self {
        case .requestLineTooLong: .uriTooLong
        case .unsupportedVersion: .httpVersionNotSupported
        case .fieldLineTooLong, .headerSectionTooLarge, .tooManyFields:
            .requestHeaderFieldsTooLarge
        case .unsupportedConnect, .unsupportedTransferCoding: .notImplemented
        case .unsupportedExpectation: .expectationFailed
        case .bodyTooLarge: .contentTooLarge
        case .requestTimeout: .requestTimeout
        case .handlerTimeout, .overloaded: .serviceUnavailable
        default: .badRequest
        }
    }

    /// One sentence for the client, made of nothing that the client sent.
    public var sentence: String {
        switch self {
        case .malformedRequestLine: "The request line is not valid HTTP."
        case .malformedTarget: "The request target is not valid."
        case .unsupportedConnect: "No tunnels are made here."
        case .ambiguousPath: "The path is not in its canonical form."
        case .requestLineTooLong: "The request line is too long."
        case .unsupportedVersion: "Only HTTP/1.1 and HTTP/1.0 are spoken here."
        case .malformedFieldLine: "A header line is not valid HTTP."
        case .obsoleteLineFolding: "Folded header lines are not accepted."
        case .fieldLineTooLong: "A header line is too long."
        case .headerSectionTooLarge: "The headers are too large."
        case .tooManyFields: "There are too many headers."
        case .missingHost: "The Host header is missing."
        case .repeatedHost: "There is more than one Host header."
        case .malformedHost: "The Host header is not valid."
        case .malformedContentLength: "The Content-Length is not valid."
        case .repeatedContentLength: "There is more than one Content-Length."
        case .conflictingFraming: "The length of the body is ambiguous."
        case .malformedTransferEncoding: "The Transfer-Encoding is not valid."
        case .unsupportedTransferCoding: "The transfer coding is not supported."
        case .unsupportedExpectation: "The expectation cannot be met."
        case .bodyTooLarge: "The body is too large."
        case .malformedChunk: "A chunk of the body is not valid."
        case .chunkExtensionsTooLarge: "The chunk extensions are too large."
        case .malformedTrailer: "A trailer is not valid."
        case .trailersTooLarge: "The trailers are too large."
        case .incompleteRequest: "The request ended early."
        case .requestTimeout: "The request took too long to arrive."
        case .handlerTimeout: "The answer took too long."
        case .overloaded: "There are too many unfinished requests."
        }
    }
}
