import Foundation

/// The parameters of a query, percent-decoded; the first of a name counts. One that is too long, or
/// that isn't a query, has none.
struct QueryParameters {
    private let items: [URLQueryItem]

    init(_ query: String) {
        guard query.utf8.count <= AuthLimits.inboxQueryBytes else {
            items = []
            return
        }
        items = URLComponents(string: "?" + query)?.queryItems ?? []
    }

    subscript(_ name: String) -> String? { items.first { $0.name == name }?.value }
}
