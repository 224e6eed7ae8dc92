import HTTPServer
import HTTPTypes
import HTTPWire
import Testing

private func get(_ path: String, _ fields: String = "", version: String = "1.1") -> String {
    "GET \(path) HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n"
}

/// What stands on the wire between a good request and its client.
@Suite(.timeLimit(.minutes(2))) struct SemanticsTests {
    /// RFC 9110 §15.2, §15.3.5, §15.3.6, §15.4.5: whatever body a handler gives these, the next answer
    /// begins where the client looks for it.
    @Test(
        arguments: [
            (204, "204", nil), (304, "304", nil), (205, "205", "0"), (100, "500", "4"),
            (101, "500", "4"), (199, "500", "4"), (600, "500", "4"), (999, "500", "4"),
        ] as [(Int, String, String?)])
    func statusDecidesAboutTheBody(_ code: Int, _ sent: String, _ length: String?) async throws {
        let client = try ClosureServer { request in
            request.path == "/next" ? Response("next") : Response("body", status: .init(code: code))
        }.client()
        client.send(get("/") + get("/next"))
        let first = await client.readAnswer()
        #expect(first.hasPrefix("HTTP/1.1 \(sent) "))
        #expect(fields(first)["Content-Length"] == length.map { [$0] })
        #expect(first.hasSuffix("\r\n\r\n") == (length == nil || length == "0"))
        #expect(await client.readAnswer().hasSuffix("\r\n\r\nnext"))
    }

    /// RFC 9110 §9.3.2: GET's fields without GET's body, for refusals too.
    @Test func headHasNoBody() async throws {
        let client = try ClosureServer(
            refused: { refusal, _ in Response("refused", status: refusal.status) },
            handler: { _ in Response("body") }
        ).client()
        client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\nA b\r\n\r\n")
        let good = await client.readAnswer(hasBody: false)
        #expect(good.hasPrefix("HTTP/1.1 200 ") && fields(good)["Content-Length"] == ["4"])
        let refused = await client.readToEnd()
        #expect(refused.hasPrefix("HTTP/1.1 400 ") && fields(refused)["Content-Length"] == ["7"])
        #expect(refused.hasSuffix("\r\n\r\n"))
    }

    /// RFC 9110 §10.1.1: no leave for what is refused, none for HTTP/1.0, none once bytes have come.
    @Test func continueOnlyWhereItHelps() async throws {
        let server = try ClosureServer { Response(status: .ok, body: $0.body) }
        let expect = "Expect: 100-continue\r\nContent-Length: "
        func answers(_ text: String) async throws -> String {
            let client = try server.client()
            client.send(text)
            client.finishSending()
            return await client.readToEnd()
        }
        #expect(try await answers(get("/", expect + "999999\r\n")).hasPrefix("HTTP/1.1 413 "))
        #expect(try await answers(get("/", expect + "1\r\n") + "x").hasPrefix("HTTP/1.1 200 "))
        #expect(try await answers(get("/", expect + "0\r\n")).hasPrefix("HTTP/1.1 200 "))
        let old = get("/", expect + "2\r\n", version: "1.0")
        #expect(try await answers(old + "x").hasPrefix("HTTP/1.1 400 "))
        let odd = try await answers(get("/", "Expect: fire\r\n"))
        #expect(odd.hasPrefix("HTTP/1.1 417 ") && fields(odd)["Connection"] == ["close"])
    }

    /// RFC 9112 §9.3: HTTP/1.0 stays where it asks to, and is told so.
    @Test func oldClientsMayStay() async throws {
        let client = try ClosureServer { Response($0.path) }.client()
        client.send(get("/1", "Connection: keep-alive\r\n", version: "1.0"))
        #expect(fields(await client.readAnswer())["Connection"] == ["keep-alive"])
        client.send(get("/2", version: "1.0"))
        let last = await client.readToEnd()
        #expect(last.hasSuffix("/2") && fields(last)["Connection"] == ["close"])
    }

    @Test func aHandlerMayEndTheConnection() async throws {
        let client = try ClosureServer { _ in
            var response = Response("last")
            response.closesConnection = true
            return response
        }.client()
        client.send(get("/") + get("/"))
        let answer = await client.readToEnd()
        #expect(answer.hasSuffix("last") && fields(answer)["Connection"] == ["close"])
        #expect(answer.split(separator: "HTTP/1.1 ").count == 1)
    }

    /// RFC 9112 §9.3.2: in the order of the requests, however long each takes.
    @Test func pipelinedAnswersComeInOrder() async throws {
        let gate = Gate()
        let client = try ClosureServer { request in
            if request.path == "/slow" { await gate.pass() }
            return Response(request.path)
        }.client()
        client.send(get("/1") + get("/slow") + get("/3"))
        client.finishSending()
        #expect(await client.readAnswer().hasSuffix("/1"))
        await gate.somebodyWaits()
        await gate.open()
        #expect(await client.readAnswer().hasSuffix("/slow"))
        #expect(await client.readToEnd().hasSuffix("/3"))
    }

    /// RFC 9110 §6.6.1: once, in every answer, the refused ones as well.
    @Test func everyAnswerHasOneDate() async throws {
        let client = try ClosureServer { _ in
            var response = Response("")
            response[.date] = "yesterday"
            return response
        }.client()
        client.send(get("/") + "BAD\r\n\r\n")
        let answers = await client.readToEnd().split(separator: "HTTP/1.1 ")
        #expect(answers.count == 2)
        for answer in answers {
            let dates = fields(String(answer))["Date"] ?? []
            #expect(dates.count == 1 && dates.first?.hasSuffix(" GMT") == true)
        }
    }

    /// RFC 9112 §11.1: whatever a handler puts where, its client reads one answer.
    @Test func noHandlerSplitsItsAnswer() async throws {
        let split = "x\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
        let values = (0...255).map { String(Unicode.Scalar(UInt8($0))) } + [split]
        let client = try ClosureServer { _ in
            var response = Response("body", status: .init(code: 200, reasonPhrase: split))
            for value in values { response.append(.setCookie, value: "a" + value) }
            for name in [HTTPField.Name.contentLength, .transferEncoding, .connection, .date] {
                response.append(name, value: "0")
            }
            if let name = HTTPField.Name(parsed: ":status") { response[name] = "1" }
            if let name = HTTPField.Name("Keep-Alive") { response[name] = "max=1" }
            return response
        }.client()
        client.send(get("/") + get("/"))
        for _ in 0..<2 {
            let answer = await client.readAnswer()
            let read = fields(answer)
            #expect(read.keys.sorted() == ["Content-Length", "Date", "Set-Cookie"])
            #expect(read["Content-Length"] == ["4"] && answer.hasSuffix("\r\n\r\nbody"))
            let sent = values.filter { value in
                value.utf8.allSatisfy { $0 == 9 || $0 >= 32 && $0 != 127 }
            }
            #expect(read["Set-Cookie"]?.count == sent.count)
        }
    }
}

/// The fields of an answer as a client splits them: lines at CR LF, names at the first colon.
private func fields(_ answer: String) -> [String: [String]] {
    let head = answer.firstRange(of: "\r\n\r\n").map { answer[..<$0.lowerBound] } ?? answer[...]
    return head.split(separator: "\r\n").dropFirst().reduce(into: [:]) { all, line in
        let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
        all[parts[0], default: []].append(parts.count > 1 ? parts[1] : "")
    }
}
