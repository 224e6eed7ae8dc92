/// A route's path, taken apart. Written by programmers, so a bad one stops the start.
struct RoutePattern: Sendable {
    enum Segment: Sendable, Equatable {
        case literal(Substring)
        case parameter(String)
    }

    let path: String
    let segments: [Segment]

    init(_ path: String) {
        precondition(path.hasPrefix("/"), "a route starts with a slash")
        precondition(path == "/" || !path.hasSuffix("/"), "a route ends without a slash")
        self.path = path
        segments = Self.split(path).map { segment in
            guard segment.hasPrefix(":") else {
                precondition(Self.isLiteral(segment), "a route is made of letters, digits, -._~")
                return .literal(segment)
            }
            precondition(segment.utf8.count > 1, "a parameter has a name")
            return .parameter(String(segment.dropFirst()))
        }
    }

    var isStatic: Bool {
        segments.allSatisfy { if case .literal = $0 { true } else { false } }
    }

    /// The parameters if the path matches, segment by segment and byte by byte.
    func match(_ path: [Substring]) -> PathParameters? {
        guard path.count == segments.count else { return nil }
        var parameters = PathParameters()
        for (segment, text) in zip(segments, path) {
            switch segment {
            case .literal(let literal):
                guard literal.utf8.elementsEqual(text.utf8) else { return nil }
            case .parameter(let name):
                guard !text.isEmpty else { return nil }
                parameters.add(name, String(text))
            }
        }
        return parameters
    }

    static func split(_ path: String) -> [Substring] {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    }

    private static func isLiteral(_ segment: Substring) -> Bool {
        segment.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic
                    || "0123456789-._~".unicodeScalars.contains(scalar))
        }
    }
}
