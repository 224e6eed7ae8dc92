import HTTPWire

/// The parser of a request whose bytes haven't all come: a box, so that idle connections have none.
final class UnfinishedRequest {
    var parser: RequestParser

    init(_ parser: RequestParser) {
        self.parser = parser
    }
}
