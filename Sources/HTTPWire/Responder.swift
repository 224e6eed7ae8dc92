/// The spine of the house: everything between the parser and the serialiser.
public protocol Responder: Sendable {
    /// Answers a request. An error is an answer too, so this doesn't throw.
    func respond(to request: Request) async -> Response
}
