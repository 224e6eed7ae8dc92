public import HTTPWire

/// What stood in a path where its route has `:name`.
public struct PathParameters: Sendable, Equatable {
    private var names: [String] = []
    private var values: [String] = []

    mutating func add(_ name: String, _ value: String) {
        names.append(name)
        values.append(value)
    }

    public subscript(_ name: String) -> String? {
        names.firstIndex(of: name).map { values[$0] }
    }
}

private enum PathParametersKey: RequestContextKey {
    typealias Value = PathParameters
}

extension Request {
    /// The path's parameters, decoded; empty where the route has none.
    public internal(set) var parameters: PathParameters {
        get { self[PathParametersKey.self] ?? PathParameters() }
        set { self[PathParametersKey.self] = newValue }
    }
}
