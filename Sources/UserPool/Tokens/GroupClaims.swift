import GRDB
import StrictJSON

/// What tokens say of the user's groups, in the order of precedence (Cognito developer guide,
/// "Adding groups to a user pool").
struct GroupClaims: Sendable, Equatable {
    private let names: [String]
    private let roles: [String]
    /// The winner's role; none where several win with different roles.
    private let preferredRole: String?

    static func of(_ user: UserRecord, _ db: Database) throws -> GroupClaims {
        GroupClaims(try GroupRecord.all(of: user.id, db))
    }

    private init(_ groups: [GroupRecord]) {
        names = groups.map(\.name)
        roles = groups.compactMap(\.roleARN)
        let winners = groups.prefix { $0.precedence == groups.first?.precedence }
        let best = Set(winners.compactMap(\.roleARN))
        preferredRole = best.count == 1 ? best.first : nil
    }

    func write(into claims: inout JSONObject, withRoles: Bool) {
        guard !names.isEmpty else { return }
        claims["cognito:groups"] = .array(names.map { .string($0) })
        guard withRoles, !roles.isEmpty else { return }
        claims["cognito:roles"] = .array(roles.map { .string($0) })
        if let preferredRole { claims["cognito:preferred_role"] = .string(preferredRole) }
    }
}
