import Foundation

/// The parameters of a query, percent-decoded; the first of a name counts.
struct QueryParameters {
    private let items: [URLQueryItem]

    init(_ query: String) {
        var components = URLComponents()
        components.percentEncodedQuery = query.allSatisfy(\.isASCII) ? Self.escaped(query) : nil
        items = components.queryItems ?? []
    }

    subscript(_ name: String) -> String? { items.first { $0.name == name }?.value }

    /// URLComponents traps on a query with characters that should have been escaped.
    private static func escaped(_ query: String) -> String? {
        URLComponents(string: "?" + query)?.percentEncodedQuery
    }
}
