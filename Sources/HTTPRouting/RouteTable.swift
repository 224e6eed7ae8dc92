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
        var handlers: [(method: HTTPRequest.Method, handler: Handler)] = []

        func handler(for method: HTTPRequest.Method) -> Handler? {
            handlers.first { $0.method == method }?.handler
        }

        /// In the order of `methods`: HEAD comes with GET, OPTIONS always.
        var allow: [HTTPRequest.Method] {
            RouteTable.methods.filter { method in
                method == .options || handler(for: method) != nil
                    || method == .head && handler(for: .get) != nil
            }
        }
    }

    private var fixed: [String: Entry] = [:]
    private var patterns: [Entry] = []

    mutating func add(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        precondition(Self.methods.contains(method), "a route has one of the known methods")
        let pattern = RoutePattern(path)
        if pattern.isStatic {
            fixed[path, default: Entry(pattern: pattern)].add(method, handler)
        } else if let index = patterns.firstIndex(where: { $0.pattern.segments == pattern.segments }
        ) {
            patterns[index].add(method, handler)
        } else {
            var entry = Entry(pattern: pattern)
            entry.add(method, handler)
            patterns.append(entry)
        }
    }

    /// The entry for a path, one trailing slash aside. Letter case counts, and nothing else is equal.
    func find(_ path: String) -> (entry: Entry, parameters: PathParameters)? {
        let path =
            path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/")
            ? String(path.dropLast()) : path
        if let entry = fixed[path] { return (entry, PathParameters()) }
        guard !patterns.isEmpty else { return nil }
        let segments = RoutePattern.split(path)
        for entry in patterns {
            if let parameters = entry.pattern.match(segments) { return (entry, parameters) }
        }
        return nil
    }
}

extension RouteTable.Entry {
    fileprivate mutating func add(_ method: HTTPRequest.Method, _ handler: @escaping Handler) {
        precondition(self.handler(for: method) == nil, "a route is registered once")
        handlers.append((method, handler))
    }
}
