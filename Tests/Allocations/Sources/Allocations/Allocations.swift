import CAllocations
import Glibc
import HTTPTypes
import HTTPWire

/// A message, and how often it may ask for memory.
private struct Case {
    let name: String
    let most: Double
    let run: () -> Void
}

/// What reading and writing a message costs in allocations, on average over this many.
private let repetitions = 1000

private func request(_ line: String, fields: Int, body: String = "") -> [UInt8] {
    let others = (0..<fields).map { "X-Field-\($0): a value of a usual length\r\n" }.joined()
    let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
    return Array(
        "\(line) HTTP/1.1\r\nHost: localhost:3000\r\nConnection: keep-alive\r\n\(length)\(others)\r\n\(body)"
            .utf8)
}

private func parsing(_ bytes: [UInt8]) -> () -> Void {
    {
        var parser = RequestParser()
        guard case .done = parser.feed(bytes.span),
            parser.takeRequest(remoteAddress: "192.0.2.1") != nil
        else { fatalError("the request is good") }
    }
}

private func writing(_ response: Response) -> () -> Void {
    var output: [UInt8] = []
    output.reserveCapacity(4096)
    let date = Array("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n".utf8)
    return {
        output.removeAll(keepingCapacity: true)
        ResponseSerializer.append(
            response, .init(isHead: false, isHTTP10: false, keepsAlive: true), date: date,
            to: &output)
    }
}

/// A parsed request is three blocks: its bytes, where its fields stand, and what was decided. Reading
/// it takes nothing beside them; a body is one more. Writing an answer takes nothing.
@MainActor private let cases = [
    Case(name: "GET, 2 fields", most: 3, run: parsing(request("GET /health", fields: 0))),
    Case(name: "GET, 16 fields", most: 3, run: parsing(request("GET /protected", fields: 14))),
    Case(
        name: "POST, 9 fields, 100 bytes", most: 4,
        run: parsing(
            request("POST /login", fields: 6, body: String(repeating: "x", count: 100)))),
    Case(
        name: "answer, 3 fields and a block", most: 0,
        run: writing(
            {
                var response = Response(
                    status: .ok, contentType: "application/json", body: Array("{}".utf8))
                response[.cacheControl] = "no-store"
                response[.vary] = "Origin"
                response.appendMissing(FieldBlock([(.server, "gatehouse")]))
                return response
            }())),
]

@main enum Allocations {
    @MainActor static func main() {
        var isOver = false
        for each in cases {
            each.run()
            let before = allocations()
            for _ in 0..<repetitions { each.run() }
            let average = Double(allocations() - before) / Double(repetitions)
            isOver = isOver || average > each.most
            print("\(each.name): \(average) allocations, at most \(each.most) allowed")
        }
        exit(isOver ? 1 : 0)
    }
}
