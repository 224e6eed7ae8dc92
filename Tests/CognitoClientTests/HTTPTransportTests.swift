import Foundation
import Synchronization
import Testing

@testable import CognitoClient

@Suite struct HTTPTransportTests {
    private let upstream: Upstream
    private let key = UUID().uuidString
    private let transport: HTTPTransport

    init() throws {
        upstream = try Upstream.plain.get()
        transport = try HTTPTransport(configuration: TransportConfiguration())
    }

    private func failure(
        _ behaviour: String, method: TransportRequest.Method = .get, isRepeatable: Bool = true,
        within milliseconds: Int64 = 5_000
    ) async -> TransportError? {
        let request = TransportRequest(
            url: upstream.url(behaviour, key), method: method, isRepeatable: isRepeatable,
            totalMilliseconds: milliseconds)
        do throws(TransportError) {
            _ = try await transport.send(request)
            return nil
        } catch {
            return error
        }
    }

    private func get(_ behaviour: String, _ limit: Int = 1 << 20) async throws -> TransportResponse
    {
        try await transport.send(
            TransportRequest(
                url: upstream.url(behaviour, key), method: .get, isRepeatable: true,
                maximumBodyBytes: limit))
    }

    /// In a process of its own, because the variable is for all of a process.
    @Test func withoutTheProxyNobodyIsInBetween() async {
        await #expect(processExitsWith: .success) {
            setenv("http_proxy", "http://127.0.0.1:1", 1)
            let upstream = try Upstream()
            func status(usesProxy: Bool) async throws -> Int? {
                let transport = try HTTPTransport(
                    configuration: TransportConfiguration(usesProxy: usesProxy))
                return try? await transport.send(
                    TransportRequest(
                        url: upstream.url("user", "proxy"), method: .get, isRepeatable: true)
                ).status
            }
            try #require(try await status(usesProxy: false) == 200)
            try #require(try await status(usesProxy: true) == nil)
        }
    }

    @Test func statusFieldsAndBody() async throws {
        let throttle = try await get("throttle")
        #expect(throttle.status == 400)
        #expect(throttle.headers == ["retry-after": "7"])
        let html = try await get("html")
        #expect(html.headers == ["content-type": "text/html"])
        #expect(String(decoding: html.body, as: UTF8.self) == "<html>sign in</html>")
        #expect(try await get("empty").body.isEmpty)
        // The field of the interim answer isn't the final one's.
        #expect(try await get("interim").headers == [:])
    }

    @Test func bodiesArriveWhole() async throws {
        let text = String(repeating: "0123456789", count: 50_000)
        for isRepeatable in [true, false] {
            for body in [text, "x", ""] {
                _ = try await transport.send(
                    TransportRequest(
                        url: upstream.url("user", key), method: .post(Array(body.utf8)),
                        headers: [("X-Amz-Target", "T")], isRepeatable: isRepeatable))
            }
        }
        let requests = try await upstream.requests(key)
        #expect(requests.map(\.body) == [text, "x", "", text, "x", ""])
        #expect(requests.allSatisfy { $0.method == "POST" && $0.fields["x-amz-target"] == "T" })
        #expect(requests.allSatisfy { $0.fields["expect"] == nil && $0.fields["accept"] == nil })
    }

    @Test func connectionsAreReused() async throws {
        for _ in 0..<5 { _ = try await get("user") }
        let connections = try await upstream.requests(key).map(\.connection)
        #expect(connections.count == 5)
        #expect(Set(connections).count == 1)
    }

    @Test func aHundredAtOnce() async throws {
        let (transport, upstream, key) = (transport, upstream, key)
        let statuses = await withTaskGroup(of: Int?.self) { group in
            for _ in 0..<100 {
                group.addTask { @concurrent in
                    try? await transport.send(
                        TransportRequest(
                            url: upstream.url("user", key), method: .get, isRepeatable: true)
                    ).status
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == [Int?](repeating: 200, count: 100))
        #expect(try await upstream.requests(key).count == 100)
    }

    @Test func redirectsArentFollowed() async throws {
        #expect(try await get("redirect").status == 302)
        #expect(try await upstream.requests("redirected").isEmpty)
    }

    @Test func answersAreBounded() async throws {
        #expect(await failure("huge")?.kind == .tooLarge)
        #expect(await failure("fields")?.kind == .tooLarge)
        #expect(try await get("html", 20).body.count == 20)
        await #expect(throws: TransportError(.tooLarge, mayHaveArrived: true)) {
            try await get("html", 19)
        }
    }

    @Test func brokenAnswers() async {
        #expect(await failure("half") == TransportError(.interrupted, mayHaveArrived: true))
        #expect(await failure("close") == TransportError(.interrupted, mayHaveArrived: true))
        #expect(await failure("nohttp") == TransportError(.malformed, mayHaveArrived: true))
    }

    @Test func silentAndDrippingServersTimeOut() async {
        // On a busy machine the time may be over before the request is out.
        #expect(await failure("slow", within: 500)?.kind == .timeout)
        #expect(await failure("drip", within: 500)?.kind == .timeout)
    }

    @Test func nobodyThere() async throws {
        // Nothing listens on port 1, and names in `invalid` never exist (RFC 2606).
        for url in ["http://127.0.0.1:1/", "http://nowhere.invalid/"] {
            await #expect(throws: TransportError(.unreachable, mayHaveArrived: false)) {
                try await transport.send(
                    TransportRequest(url: url, method: .get, isRepeatable: true))
            }
        }
    }

    @Test(arguments: [
        "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "", "http://",
        "http://a b/",
    ])
    func otherURLsArentFetched(url: String) async {
        await #expect(throws: TransportError(.invalidRequest, mayHaveArrived: false)) {
            try await transport.send(TransportRequest(url: url, method: .get, isRepeatable: true))
        }
    }

    @Test func headersCantBeSmuggled() async {
        let request = TransportRequest(
            url: upstream.url("user", key), method: .get,
            headers: [("X-Amz-Target", "a\r\nX-Evil: b")], isRepeatable: true)
        await #expect(throws: TransportError(.invalidRequest, mayHaveArrived: false)) {
            try await transport.send(request)
        }
    }

    /// The connection is reused, and dies after the second request has arrived.
    @Test func whatMayNotBeRepeatedIsSentOnce() async throws {
        #expect(await failure("dies") == nil)
        let error = await failure("dies", method: .post([1, 2, 3]), isRepeatable: false)
        #expect(error == TransportError(.interrupted, mayHaveArrived: true))
        #expect(try await upstream.requests(key).filter { $0.method == "POST" }.count == 1)
    }

    @Test func whatMayBeRepeatedSurvivesADeadConnection() async throws {
        #expect(await failure("dies") == nil)
        #expect(await failure("dies", method: .post([1, 2, 3])) == nil)
        #expect(try await upstream.requests(key).filter { $0.method == "POST" }.count == 2)
    }

    @Test func cancellingEndsTheTransfer() async throws {
        let request = TransportRequest(
            url: upstream.url("slow", key), method: .get, isRepeatable: true,
            totalMilliseconds: 60_000)
        let task = Task { [transport] in try await transport.send(request) }
        while try await upstream.requests(key).isEmpty {}
        task.cancel()
        await #expect(throws: TransportError(.cancelled, mayHaveArrived: true)) {
            try await task.value
        }
    }

    @Test func closingEndsAllTransfers() async throws {
        async let waiting = failure("slow", within: 60_000)
        while try await upstream.requests(key).isEmpty {}
        transport.close()
        #expect(await waiting == TransportError(.closed, mayHaveArrived: true))
        #expect(await failure("user") == TransportError(.closed, mayHaveArrived: false))
    }

    @Test func tooManyTransfersAreRefusedAtOnce() async throws {
        let queue = TransferQueue()
        let answers = Mutex<[TransportError.Kind?]>([])
        for _ in 0..<513 {
            async let outcome: PendingTransfer.Outcome = withCheckedContinuation { continuation in
                let refusal = queue.add(
                    PendingTransfer(
                        request: TransportRequest(url: "", method: .get, isRepeatable: true),
                        cancellation: CancellationFlag(), continuation: continuation))
                answers.withLock { $0.append(refusal) }
                continuation.resume(
                    returning: .failure(TransportError(.closed, mayHaveArrived: false)))
            }
            _ = await outcome
        }
        let refusals = answers.withLock { $0 }
        #expect(refusals.prefix(512).allSatisfy { $0 == nil })
        #expect(refusals.last == .busy)
        _ = queue.takeAll()
    }
}
