import HTTPTypes
import HTTPWire

/// Paths and methods to handlers. A path without parameters is one look-up and wins over patterns.
struct RouteTable: Sendable {
    /// The methods that a route may have; any other token is answered with 501.
    static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options,
    ]

    struct Entry: Sendable {
        let pattern: RoutePattern
        var stages: [(method: HTTPRequest.Method, stage: Stage)] = []

        func stage(for method: HTTPRequest.Method) -> Stage? {
            stages.first { $0.method == method }?.stage
        }

        /// HEAD is answered by GET's.
        func stage(answering method: HTTPRequest.Method) -> Stage? {
            stage(for: method) ?? (method == .head ? stage(for: .get) : nil)
        }

        /// In the order of `methods`: HEAD comes with GET, OPTIONS always.
        var allow: [HTTPRequest.Method] {
            RouteTable.methods.filter { method in
                method == .options || stage(for: method) != nil
                    || method == .head && stage(for: .get) != nil
            }
        }
    }

    private var fixed: [String: Entry] = [:]
    private var patterns: [Entry] = []

    mutating func add(_ method: HTTPRequest.Method, _ path: String, _ stage: Stage) {
        precondition(Self.methods.contains(method), "a route has one of the known methods")
        let pattern = RoutePattern(path)
        if pattern.isStatic {
            fixed[path, default: Entry(pattern: pattern)].add(method, stage)
        } else if let index = patterns.firstIndex(where: { $0.pattern.segments == pattern.segments }
        ) {
            patterns[index].add(method, stage)
        } else {
            var entry = Entry(pattern: pattern)
            entry.add(method, stage)
            patterns.append(entry)
        }
    }

    private func isASCII(_ path: String) -> Bool {
        var span = path.utf8Span
        return span.checkForASCII()
    }

    /// The entry for a path, one trailing slash aside. Letter case counts, and nothing else is equal.
    func find(_ path: String) -> (entry: Entry, parameters: PathParameters)? {
        let path =
            path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/")
            ? String(path.dropLast()) : path
        // Routes are ASCII. Any other path would be compared by canonical equivalence, which is slow
        // and makes aliases: U+212A equals K.
        if isASCII(path), let entry = fixed[path] {
            return (entry, PathParameters())
        }
        guard !patterns.isEmpty else { return nil }
        let segments = RoutePattern.split(path)
        for entry in patterns {
            if let parameters = entry.pattern.match(segments) { return (entry, parameters) }
        }
        return nil
    }
}

extension RouteTable {
    /// Hands the request to its route, or answers and throws as RFC 9110 §15 wants where there is none.
    func begin(_ request: inout Request) throws -> Stage.Outcome {
        let method = request.method
        if let (entry, parameters) = find(request.path), let stage = entry.stage(answering: method)
        {
            if !entry.pattern.isStatic { request.parameters = parameters }
            return try stage.begin(&request)
        }
        return .ready(try answerWithoutRoute(method, request.path))
    }

    private func answerWithoutRoute(_ method: HTTPRequest.Method, _ path: String) throws -> Response
    {
        guard Self.methods.contains(method) else { throw RoutingError.notImplemented }
        if path == "*" { return Self.allowing(Self.methods) }
        guard let (entry, _) = find(path) else { throw RoutingError.notFound }
        if method == .options { return Self.allowing(entry.allow) }
        throw RoutingError.methodNotAllowed(allow: entry.allow)
    }

    private static func allowing(_ methods: [HTTPRequest.Method]) -> Response {
        var response = Response(status: .noContent)
        response[.allow] = methods.map(\.rawValue).joined(separator: ", ")
        return response
    }
}

extension RouteTable.Entry {
    fileprivate mutating func add(_ method: HTTPRequest.Method, _ stage: Stage) {
        precondition(self.stage(for: method) == nil, "a route is registered once")
        stages.append((method, stage))
    }
}
