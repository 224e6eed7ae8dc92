import GRDB

/// How ListUsers finds a page: along an index, in the order of (value sought by, user id). A page
/// costs its own users, however many others the filter means.
struct UserSearch {
    /// A user and where he stands in that order.
    struct Hit {
        let user: UserListing
        let place: Place
    }

    struct Place: Sendable, Equatable {
        /// Empty where the search goes by the user's id alone.
        let value: String
        let id: Int64
    }

    private let source: String
    private let conditions: String
    private let arguments: StatementArguments
    /// The column that a value is sought in, and that of the user's id beside it in the index.
    private let column: String?
    private let id: String
    private let sought: String
    private let isPrefix: Bool

    init(_ filter: UserFilter?, in poolID: String) {
        let isOfAttribute = filter.map { PoolSchema.searchable.contains($0.name) } ?? false
        let own = filter.flatMap { UserFilter.columns[$0.name] }.map { "user.\($0)" }
        id = isOfAttribute ? "attribute.user_id" : "user.id"
        column = isOfAttribute ? "attribute.value" : own
        isPrefix = filter?.isPrefix ?? false
        sought = Self.sought(filter)
        guard isOfAttribute, let filter else {
            source = "user"
            conditions = "user.pool_id = ? AND \(Self.enabling(filter))"
            arguments = [poolID]
            return
        }
        // CROSS: few users have the value, so that it is what to begin with.
        source = "attribute CROSS JOIN user ON user.id = attribute.user_id"
        conditions = "\(PoolSchema.isSearchable) AND attribute.pool_id = ? AND attribute.name = ?"
        arguments = [poolID, filter.name]
    }

    func users(after start: Place?, limit: Int, _ db: Database) throws -> [Hit] {
        let query = query(after: start, limit: limit)
        return try Row.fetchAll(db, sql: query.sql, arguments: query.arguments).map { row in
            Hit(
                user: try UserListing(row, db), place: Place(value: row["place"], id: row["id"]))
        }
    }

    func query(
        after start: Place?, limit: Int
    ) -> (sql: String, arguments: StatementArguments) {
        let range = range(after: start)
        let order = column.map { "\($0), \(id)" } ?? id
        let sql = """
            SELECT user.*, \(column ?? "''") AS place FROM \(source)
            WHERE \(conditions) AND \(range.sql) ORDER BY \(order) LIMIT ?
            """
        return (sql, arguments + range.arguments + [limit])
    }

    /// A prefix is a range of the index, and then compared: LIKE and GLOB would read the value's own
    /// marks.
    private func range(
        after start: Place?
    ) -> (sql: String, arguments: StatementArguments) {
        let last = start?.id ?? 0
        guard let column else { return ("\(id) > ?", [last]) }
        guard isPrefix else { return ("\(column) = ? AND \(id) > ?", [sought, last]) }
        return (
            """
            (\(column), \(id)) > (?, ?) AND \(column) < ?
                AND substr(\(column), 1, length(?)) = ?
            """,
            [start?.value ?? sought, last, sought + "\u{10FFFF}", sought, sought]
        )
    }

    private static func sought(_ filter: UserFilter?) -> String {
        guard let filter else { return "" }
        return filter.name == "cognito:user_status" ? filter.value.uppercased() : filter.value
    }

    /// `status`: Enabled or Disabled, or as much of the word as is sought.
    private static func enabling(_ filter: UserFilter?) -> String {
        guard let filter, filter.name == "status" else { return "TRUE" }
        let words = [("Enabled", "user.enabled = TRUE"), ("Disabled", "user.enabled = FALSE")]
        let meant = words.filter {
            filter.isPrefix ? $0.0.hasPrefix(filter.value) : $0.0 == filter.value
        }
        return meant.count == 2 ? "TRUE" : meant.first?.1 ?? "FALSE"
    }
}
