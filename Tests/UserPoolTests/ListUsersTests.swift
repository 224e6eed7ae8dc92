import CognitoAPI
import GRDB
import StrictJSON
import Testing

@testable import UserPool

@Suite struct ListUsersTests {
    private func list(_ bench: Bench, _ more: String) async throws -> JSONObject {
        let answer = try await bench.wire(
            "ListUsers", #"{"UserPoolId":"\#(bench.pool.id)","Limit":2\#(more)}"#)
        return try #require(try JSONValue(jsonBytes: Array(answer.utf8)).objectValue)
    }

    /// No search sorts what it finds or looks at every user: else its cost grows with the pool.
    @Test(arguments: [
        "", #"username = "a""#, #"username ^= "a""#, #"sub = "a""#, #"sub ^= "a""#,
        #"email = "a""#, #"email ^= "a""#, #"name = "a""#, #"phone_number ^= "+1""#,
        #"cognito:user_status = "confirmed""#, #"cognito:user_status ^= "c""#,
        #"status = "Enabled""#, #"status ^= "Dis""#,
    ])
    func aSearchGoesAlongAnIndex(_ text: String) async throws {
        let bench = try await Bench()
        let search = UserSearch(try UserFilter(text), in: "p")
        for start in [nil, UserSearch.Place(value: "a", id: 7)] {
            let query = search.query(after: start, limit: 61)
            let plan = try await DatabaseQueue(path: bench.directory + "/pool.sqlite").read {
                try Row.fetchAll(
                    $0, sql: "EXPLAIN QUERY PLAN " + query.sql, arguments: query.arguments
                ).map { $0["detail"] as String }
            }
            #expect(!plan.isEmpty)
            #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") })
            // Else it would walk past the hits of all other pools.
            let attribute = plan.first { $0.contains(" attribute ") }
            #expect(attribute?.contains("(pool_id=? AND name=?") ?? true)
        }
    }

    @Test func pagesGoOnBehindEqualValues() async throws {
        let bench = try await Bench()
        for number in 0..<5 {
            let sub = try await bench.signUp("u\(number)@example.com").userSub
            try await bench.edit(
                """
                INSERT INTO attribute SELECT id, 'name', 'Ad\(number / 4)', pool_id FROM user
                WHERE sub = '\(sub)'
                """)
        }
        for filter in [#"name ^= \"Ad\""#, #"cognito:user_status ^= \"UN\""#, ""] {
            let more = filter.isEmpty ? "" : #","Filter":"\#(filter)""#
            var seen: Set<String> = []
            var token = ""
            for count in [2, 2, 1] {
                let page = try await list(bench, more + token)
                let users = (page["Users"]?.arrayValue ?? []).compactMap(\.objectValue)
                #expect(users.count == count)
                seen.formUnion(users.map { $0.text("Username") })
                token = #","PaginationToken":"\#(page.text("PaginationToken"))""#
            }
            #expect(seen.count == 5 && token == #","PaginationToken":"""#)
        }
    }

    @Test func aTokenIsGoodForAnHourAndItsOwnFilter() async throws {
        let bench = try await Bench()
        for number in 0..<5 { _ = try await bench.signUp("u\(number)@example.com") }
        let filter = #","Filter":"email ^= \"u\"""#
        let token = try await list(bench, filter).text("PaginationToken")
        #expect(!token.isEmpty)
        let refusal = CognitoError(.invalidParameter, "Invalid pagination token.")
        let next = #","PaginationToken":"\#(token)""#
        for other in ["", #","Filter":"email ^= \"u1\"""#, #","Filter":"email = \"u\"""#] {
            await #expect(throws: refusal) { _ = try await self.list(bench, other + next) }
        }
        bench.clock.advance(seconds: 3_599)
        _ = try await list(bench, filter + next)
        bench.clock.advance(seconds: 1)
        await #expect(throws: refusal) { _ = try await self.list(bench, filter + next) }
    }

    @Test func theNumberOfUsersIsKeptWithThem() async throws {
        let bench = try await Bench()
        let count = {
            let shown = try await bench.wire(
                "DescribeUserPool", #"{"UserPoolId":"\#(bench.pool.id)"}"#)
            let members = try JSONValue(jsonBytes: Array(shown.utf8)).objectValue
            return members?.object("UserPool")?.number("EstimatedNumberOfUsers")
        }
        #expect(try await count() == 0)
        for number in 0..<3 { _ = try await bench.signUp("u\(number)@example.com") }
        #expect(try await count() == 3)
        await #expect(throws: CognitoError.self) { _ = try await bench.signUp("u1@example.com") }
        _ = try await bench.wire(
            "AdminDeleteUser", #"{"UserPoolId":"\#(bench.pool.id)","Username":"u1@example.com"}"#)
        #expect(try await count() == 2)
        _ = try await bench.pool.reset()
        #expect(try await count() == 0)
        _ = try await bench.signUp()
        #expect(try await count() == 1)
    }
}
