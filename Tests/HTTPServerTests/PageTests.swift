import Foundation
import HTTPServer
import HTTPWire
import Testing

/// The room's page says what the code does.
@Suite(.timeLimit(.minutes(2))) struct PageTests {
    private let page: String
    private let example: String

    init() throws {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let room = here.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/HTTPServer/README.md")
        page = try String(contentsOf: room, encoding: .utf8)
        example = try String(contentsOf: here.appending(path: "Example.swift"), encoding: .utf8)
    }

    @Test func exampleIsTheOneThatIsCompiled() throws {
        let start = try #require(page.range(of: "```swift\n"))
        let end = try #require(page.range(of: "```\n", range: start.upperBound..<page.endIndex))
        #expect(page[start.upperBound..<end.lowerBound] == example)
        let code = example.split(separator: "\n").filter { !$0.hasPrefix("import ") }
        #expect(code.count <= 15, "fifteen lines")
    }

    @Test func exampleAnswers() async throws {
        let server = try greetings(port: 0)
        let port = try server.start()
        try await greet(port)
        await server.stop(grace: .seconds(5))
    }

    private func greet(_ port: Int) async throws {
        let client = try #require(TestClient(port: port))
        client.send("GET /hello/Ada HTTP/1.1\r\nHost: a\r\nOrigin: https://b\r\n\r\n")
        let greeting = await client.readAnswer()
        #expect(greeting.hasPrefix("HTTP/1.1 200 ") && greeting.hasSuffix("Hello, Ada!"))
        #expect(greeting.contains("Access-Control-Allow-Origin: *\r\n"))
        client.send("GET /none HTTP/1.1\r\nHost: a\r\n\r\nBAD\r\n\r\n")
        #expect(await client.readAnswer().hasPrefix("HTTP/1.1 404 "))
        #expect(await client.readAnswer().hasPrefix("HTTP/1.1 400 "))
    }

    @Test func tablesHaveEveryLimit() {
        #expect(table("ServerLimits") == values(of: ServerLimits()))
        #expect(table("Limits") == values(of: Limits()))
    }

    /// `name: value` for each row of the table with that heading.
    private func table(_ heading: String) -> [String] {
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { !$0.hasPrefix("| `\(heading)` |") }.dropFirst(2)
            .prefix { $0.hasPrefix("|") }
            .map { line in
                let cells = line.split(separator: "|").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                let number = cells[1].split(separator: " ").first.map(String.init) ?? ""
                return "\(cells[0].trimmingCharacters(in: ["`"])): \(number)"
            }
    }

    /// The same of the code's own values, durations in seconds.
    private func values(of limits: Any) -> [String] {
        Mirror(reflecting: limits).children.map { child in
            let value: String
            if let duration = child.value as? Duration {
                let seconds = duration / .seconds(1)
                value = seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
            } else {
                value = "\(child.value)"
            }
            return "\(child.label ?? "?"): \(value)"
        }
    }
}
