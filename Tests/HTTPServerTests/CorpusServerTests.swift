import HTTPServer
import HTTPTypes
import HTTPWire
import Testing
import WireCorpus

/// Answers with what it understood.
private struct Understanding: Responder {
    func respond(to request: Request) async -> Response {
        Response(status: .ok, body: Array(Understood(request).description.utf8))
    }
}

/// The corpus over a socket: what a client sees of each verdict.
@Suite(.serialized, .timeLimit(.minutes(2))) struct CorpusServerTests {
    private static let started = Result {
        try Server(
            configuration: ServerConfiguration(port: 0, workers: 1), responder: Understanding(),
            refused: { refusal, _ in
                Response(status: refusal.status, body: Array("\(refusal)".utf8))
            }, events: { _ in }
        ).start()
    }

    /// Longer rows are about limits, which no cutting changes: sending them bytewise takes too long.
    private static let longestDripped = 1024

    @Test(arguments: Corpus.rows)
    func clientSeesTheVerdict(_ row: Row) async throws {
        let glued = Corpus.plain + row.bytes + Corpus.plain
        let expected = [Answer(Corpus.plainUnderstood)] + expected(row)
        #expect(try await answers([glued]) == expected)
        guard glued.count <= Self.longestDripped else { return }
        #expect(try await answers(glued.map { [$0] }) == expected, "byte by byte")
    }

    /// What comes back until the server closes, interim answers apart.
    private func answers(_ pieces: [[UInt8]]) async throws -> [Answer] {
        let client = try #require(TestClient(port: try Self.started.get()))
        for piece in pieces { client.send(piece) }
        client.finishSending()
        let all = await client.readToEnd()
        return all.split(separator: "HTTP/1.1 ").map(Answer.init).filter { $0.status != 100 }
    }

    /// A refusal ends the connection, and so does a request that wants it.
    private func expected(_ row: Row) -> [Answer] {
        switch row.verdict {
        case .refused(let status, let refusal):
            return [Answer(status: status, body: "\(refusal)", closes: true)]
        case .accepted(let requests):
            let all = requests + [Corpus.plainUnderstood]
            let last = all.firstIndex { !$0.keepsAlive } ?? all.count - 1
            return all[...last].map(Answer.init)
        }
    }
}

/// An answer as a client reads it.
private struct Answer: Equatable {
    var status: Int
    var body: String
    var closes: Bool

    init(status: Int, body: String, closes: Bool) {
        self.status = status
        self.body = body
        self.closes = closes
    }

    init(_ request: Understood) {
        self.init(status: 200, body: request.description, closes: !request.keepsAlive)
    }

    init(_ text: Substring) {
        let end = text.firstRange(of: "\r\n\r\n")
        status = Int(text.prefix(3)) ?? 0
        body = end.map { String(text[$0.upperBound...]) } ?? ""
        closes = text[..<(end?.lowerBound ?? text.endIndex)].contains("\r\nConnection: close")
    }
}
