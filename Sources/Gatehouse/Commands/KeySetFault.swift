import CognitoClient
import Foundation

/// Why the keys that a command was told of can't be had: a sentence that says what to do.
struct KeySetFault: Error {
    let sentence: String

    /// - Parameter place: the file or URL, as it was given.
    init(_ reason: any Error, at place: String) {
        sentence = "the keys at \(place) can't be had: \(Self.cure(reason))"
    }

    private init(sentence: String) { self.sentence = sentence }

    static func noKeySet(at place: String) -> KeySetFault {
        KeySetFault(
            sentence: "what is at \(place) is no JWKS document: an issuer has its own at "
                + "{issuer}/.well-known/jwks.json")
    }

    private static func cure(_ reason: any Error) -> String {
        switch reason {
        case let error as TransportError: cure(error.kind)
        case let error as JWKSFetcher.UnexpectedStatus:
            "it answers with status \(error.status); an issuer has its document at "
                + "{issuer}/.well-known/jwks.json"
        case let error as LibraryFault: "\(error)"
        default: reason.localizedDescription
        }
    }

    private static func cure(_ kind: TransportError.Kind) -> String {
        switch kind {
        case .unreachable:
            "nobody answers there; check host and port, and whether the server runs"
        case .timeout, .busy, .cancelled, .closed:
            "there was no answer in time; try again, or save the document and name its file"
        case .untrusted:
            "its certificate isn't trusted, or it doesn't speak TLS; check host, port and http or https"
        case .interrupted, .malformed:
            "what answers there breaks off or doesn't speak HTTP; check the port, and http or https"
        case .tooLarge:
            "it is longer than \(CognitoClientLimits.keySetBytes) bytes; is it the JWKS document?"
        case .invalidRequest: "that is no URL; check how it is spelt"
        }
    }
}
