import Foundation
import JSONWebToken

/// What a proxy demands in the query of `/forward-auth`: `groups=a,b` one of the groups, `scope=a b`
/// every one of the scopes. A comma or space inside a name is percent-encoded.
///
/// A parameter of another name lets nobody through: it is a demand that was misspelt.
struct ForwardAuthDemands: Equatable {
    private(set) var groups: [String]?
    private(set) var scopes: [String] = []

    /// Throws `misconfigured`, answered as 403, for a query that can't be understood.
    init(query: String?) throws(APIError) {
        guard let query, !query.isEmpty else { return }
        guard query.utf8.count <= AuthLimits.forwardAuthQueryBytes else { throw Self.fault }
        for parameter in query.split(separator: "&") {
            let parts = parameter.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw Self.fault }
            switch parts[0] {
            case "groups" where groups == nil:
                groups = try Self.names(in: parts[1], separator: ",")
            case "scope":
                let text = parts[1].replacing("%20", with: " ").replacing("+", with: " ")
                scopes += try Self.names(in: text[...], separator: " ")
            default: throw Self.fault
            }
        }
    }

    /// Throws `missingGroup` and `missingScope`.
    func check(_ verified: VerifiedToken) throws(TokenError) {
        if let groups { try verified.require(oneOfGroups: groups) }
        try verified.require(scopes: scopes)
    }

    private static func names(
        in text: Substring, separator: Character
    ) throws(APIError) -> [String] {
        var names: [String] = []
        for name in text.split(separator: separator) {
            guard let decoded = name.removingPercentEncoding else { throw fault }
            names.append(decoded)
        }
        return names
    }

    private static let fault = APIError(
        .misconfigured, status: 403,
        cause: "the proxy's query to /forward-auth knows groups= (once) and scope= only")
}
