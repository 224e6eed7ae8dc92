import JSONWebToken
import StrictJSON
import Testing

@Suite struct JWKSKeySourceTests {
    private let issuer = ScriptedJWKS()

    private var source: JWKSKeySource {
        JWKSKeySource(fetch: { try await issuer.fetch() }, now: { issuer.now })
    }

    @Test func oneFetchInFlightWhoeverAsks() async throws {
        issuer.publish(["a", "b"])
        issuer.hold()
        let source = source
        async let answers = withTaskGroup(of: String?.self) { group in
            for index in 0..<100 {
                group.addTask { @concurrent in
                    try? await source.key(id: index.isMultiple(of: 2) ? "a" : "nobody")?.id
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        await issuer.waitForFetch()
        issuer.release()
        let found = await answers.compactMap { $0 }
        #expect(found == [String](repeating: "a", count: 50))
        #expect(issuer.fetches == 1)
        #expect(source.cachedKey(id: "b")?.id == "b")
    }

    @Test func aThousandInventedKeyIDsCauseOneFetch() async throws {
        issuer.publish(["a"])
        let source = source
        for index in 0..<1000 {
            #expect(try await source.key(id: "invented-\(index)") == nil)
        }
        #expect(issuer.fetches == 1)
        issuer.advance(9_999)
        #expect(try await source.key(id: "invented") == nil)
        #expect(issuer.fetches == 1)
        issuer.advance(1)
        #expect(try await source.key(id: "invented") == nil)
        #expect(issuer.fetches == 2)
        // The known key serves all the time, without a fetch.
        #expect(try await source.key(id: "a")?.id == "a")
        #expect(issuer.fetches == 2)
    }

    @Test func rotation() async throws {
        issuer.publish(["old"])
        let source = source
        #expect(try await source.key(id: "old")?.id == "old")
        issuer.publish(["new"])
        issuer.advance(10_000)
        #expect(try await source.key(id: "new")?.id == "new")
        #expect(source.cachedKey(id: "old") == nil)
        #expect(try await source.key(id: "old") == nil)
        #expect(issuer.fetches == 2)
    }

    @Test(arguments: [
        ScriptedJWKS.Answer.failure, .bytes("{\"keys\":[]}"), .bytes("<html>"), .bytes(""),
    ])
    func aBadAnswerKeepsTheKeys(answer: ScriptedJWKS.Answer) async throws {
        issuer.publish(["a"])
        let source = source
        #expect(try await source.key(id: "a")?.id == "a")
        issuer.answer(answer)
        issuer.advance(10_000)
        await #expect(throws: TokenError.keysUnavailable) { try await source.key(id: "b") }
        #expect(try await source.key(id: "a")?.id == "a")
        // And it doesn't shorten the pause.
        issuer.advance(9_999)
        await #expect(throws: TokenError.keysUnavailable) { try await source.key(id: "b") }
        #expect(issuer.fetches == 2)
        issuer.publish(["a", "b"])
        issuer.advance(1)
        #expect(try await source.key(id: "b")?.id == "b")
    }

    @Test func withoutAnyKeyItTriesAgainSooner() async throws {
        issuer.answer(.failure)
        let source = source
        await #expect(throws: TokenError.keysUnavailable) { try await source.key(id: "a") }
        issuer.publish(["a"])
        issuer.advance(1_999)
        await #expect(throws: TokenError.keysUnavailable) { try await source.key(id: "a") }
        #expect(issuer.fetches == 1)
        issuer.advance(1)
        #expect(try await source.key(id: "a")?.id == "a")
    }

    @Test func withdrawnKeysAreForgottenWithinTheHour() async throws {
        issuer.publish(["a", "b"])
        let source = source
        try await source.preload()
        issuer.publish(["b"])
        issuer.advance(3_599_999)
        #expect(source.cachedKey(id: "a")?.id == "a")
        #expect(issuer.fetches == 1)
        issuer.advance(1)
        issuer.hold()
        // This request is still served; the fetch goes on behind it.
        #expect(source.cachedKey(id: "a")?.id == "a")
        await issuer.waitForFetch()
        #expect(source.cachedKey(id: "a")?.id == "a")
        issuer.release()
        try await source.preload()
        #expect(source.cachedKey(id: "a") == nil)
        #expect(source.cachedKey(id: "b")?.id == "b")
    }

    @Test func verifierSaysUnavailableNotRefused() async throws {
        issuer.answer(.failure)
        let signer = try #require(TestIssuer.shared)
        let verifier = try signer.verifier(keys: source)
        let token = try signer.token()
        await #expect(throws: TokenError.keysUnavailable) {
            try await verifier.verify(token, now: TestIssuer.now)
        }
    }
}
