import Cryptography
import JSONWebToken
import StrictJSON
import Synchronization
import Testing

@Suite struct JWKSKeySourceTests {
    private let issuer = ScriptedJWKS()

    private var source: JWKSKeySource {
        JWKSKeySource(
            fetch: { try await issuer.fetch() }, now: { issuer.now }, wait: { _ in })
    }

    @Test func oneFetchInFlightWhoeverAsks() async throws {
        issuer.publish(["a", "b"])
        issuer.hold()
        let source = source
        async let answers = withTaskGroup(of: String?.self) { group in
            for index in 0..<100 {
                group.addTask { @concurrent in
                    try? await source.key(id: index.isMultiple(of: 2) ? "a" : "nobody").id
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        await issuer.waitForFetch()
        issuer.release()
        let found = await answers.compactMap { $0 }
        #expect(found == [String](repeating: "a", count: 50))
        #expect(issuer.fetches == 1)
        #expect(try source.keyAtHand(id: "b")?.id == "b")
    }

    /// Ten thousand at once, through a verifier as an attacker would send them.
    @Test func inventedKeyIDsCauseOneFetchInTenSeconds() async throws {
        issuer.publish(["a"])
        let source = source
        let verifier = try #require(TestIssuer.shared).verifier(keys: source)
        for round in 1...3 {
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<10_000 {
                    let header = #"{"kid":"invented-\#(round)-\#(index)","alg":"RS256"}"#
                    let token = Base64URL.encode(Array(header.utf8)) + ".e30.AAAA"
                    group.addTask { @concurrent in
                        await #expect(throws: TokenError.unknownKey) {
                            try await verifier.verify(token, now: 0)
                        }
                    }
                }
            }
            #expect(issuer.fetches == round)
            issuer.advance(9_999)
            await #expect(throws: TokenError.unknownKey) { try await source.key(id: "invented") }
            #expect(issuer.fetches == round)
            issuer.advance(1)
        }
        // The known key serves all the time, without a fetch.
        #expect(try await source.key(id: "a").id == "a")
        #expect(issuer.fetches == 3)
    }

    /// The new key's first token waits for a fetch, the old key's tokens hold as long as the issuer
    /// publishes it.
    @Test func rotationLosesNoValidRequest() async throws {
        let old = try #require(TestIssuer.shared)
        let new = try TokenSigner.generate()
        issuer.publish(keys: [old.signer.verificationKey])
        let source = source
        let verifier = try old.verifier(keys: source)
        let oldToken = try old.token()
        let newToken = try new.sign(claims: TestIssuer.accessClaims)
        _ = try await verifier.verify(oldToken, now: TestIssuer.now)
        issuer.publish(keys: [old.signer.verificationKey, new.verificationKey])
        issuer.advance(10_000)
        issuer.hold()
        async let answers = withTaskGroup(of: Bool.self) { group in
            for index in 0..<100 {
                let token = index.isMultiple(of: 2) ? oldToken : newToken
                group.addTask { @concurrent in
                    (try? await verifier.verify(token, now: TestIssuer.now)) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        await issuer.waitForFetch()
        issuer.release()
        #expect(await answers == 100)
        #expect(issuer.fetches == 2)
        issuer.publish(keys: [new.verificationKey])
        issuer.advance(TokenLimits.refreshIntervalMilliseconds)
        // This request starts the refresh and doesn't wait for it.
        _ = try await verifier.verify(newToken, now: TestIssuer.now)
        try await source.preload()
        await #expect(throws: TokenError.unknownKey) {
            try await verifier.verify(oldToken, now: TestIssuer.now)
        }
    }

    /// Somebody has just had the issuer asked about a key that doesn't exist.
    @Test func aKeyThatAppearsWithinThePauseLosesNoRequest() async throws {
        issuer.publish(["old"])
        let gate = Gate()
        let source = JWKSKeySource(
            fetch: { try await issuer.fetch() }, now: { issuer.now },
            wait: { _ in await gate.wait() })
        await #expect(throws: TokenError.unknownKey) { try await source.key(id: "invented") }
        issuer.publish(["old", "new"])
        async let found = withTaskGroup(of: Bool.self) { group in
            for _ in 0..<TokenLimits.waitingForKey {
                group.addTask { @concurrent in (try? await source.key(id: "new")) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        await gate.filled(TokenLimits.waitingForKey)
        #expect(throws: TokenError.keysUnavailable, "one more is too many") {
            try source.keyAtHand(id: "new")
        }
        #expect(try source.keyAtHand(id: "old")?.id == "old")
        issuer.advance(TokenLimits.unknownKeyIntervalMilliseconds)
        gate.open()
        #expect(await found == TokenLimits.waitingForKey)
        #expect(issuer.fetches == 2)
        issuer.advance(1)
        #expect(try source.keyAtHand(id: "invented") == nil, "there is room again")
    }

    @Test(arguments: [
        ScriptedJWKS.Answer.failure, .bytes("{\"keys\":[]}"), .bytes("<html>"), .bytes(""),
    ])
    func aBadAnswerKeepsTheKeys(answer: ScriptedJWKS.Answer) async throws {
        issuer.publish(["a"])
        let source = source
        #expect(try await source.key(id: "a").id == "a")
        #expect(source.state == .current)
        issuer.answer(answer)
        issuer.advance(10_000)
        await #expect(throws: TokenError.keysUnavailable) { try await source.key(id: "b") }
        #expect(try await source.key(id: "a").id == "a")
        #expect(source.state == .stale)
        // And it doesn't shorten the pause.
        issuer.advance(9_999)
        await #expect(throws: TokenError.keysUnavailable) { try await source.key(id: "b") }
        #expect(issuer.fetches == 2)
        issuer.publish(["a", "b"])
        issuer.advance(1)
        #expect(try await source.key(id: "b").id == "b")
        #expect(source.state == .current)
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
        #expect(try await source.key(id: "a").id == "a")
    }

    @Test func withdrawnKeysAreForgottenWithinTheHour() async throws {
        issuer.publish(["a", "b"])
        let source = source
        try await source.preload()
        issuer.publish(["b"])
        issuer.advance(TokenLimits.refreshIntervalMilliseconds - 1)
        #expect(try source.keyAtHand(id: "a")?.id == "a")
        source.refreshIfDue()
        #expect(issuer.fetches == 1)
        issuer.advance(1)
        issuer.hold()
        // This request is still served; the fetch goes on behind it.
        #expect(try source.keyAtHand(id: "a")?.id == "a")
        await issuer.waitForFetch()
        #expect(try source.keyAtHand(id: "a")?.id == "a")
        issuer.release()
        try await source.preload()
        await #expect(throws: TokenError.unknownKey) { try await source.key(id: "a") }
        #expect(try source.keyAtHand(id: "b")?.id == "b")
    }

    /// Without a request too.
    @Test func aRefreshNeedsNoRequest() async throws {
        issuer.publish(["a"])
        let source = source
        issuer.hold()
        source.refreshIfDue()
        source.refreshIfDue()
        await issuer.waitForFetch()
        issuer.release()
        try await source.preload()
        #expect(try source.keyAtHand(id: "a")?.id == "a")
        #expect(issuer.fetches == 1)
    }

    @Test func theLastGoodSetSurvivesARestartWhileTheIssuerIsDown() async throws {
        issuer.publish(["a", "b"])
        let kept = Kept()
        try await keeping(kept).preload()
        issuer.advance(10_000)
        issuer.publish(["a", "b"])
        let document = try #require(kept.documents.first)

        issuer.answer(.failure)
        let restarted = keeping(kept, startingWith: document)
        #expect(restarted.state == .current)
        #expect(try restarted.keyAtHand(id: "a")?.id == "a")
        await #expect(throws: TokenError.keysUnavailable) { try await restarted.preload() }
        #expect(restarted.state == .stale)
        #expect(try restarted.keyAtHand(id: "b")?.id == "b")
        // The issuer comes back: with the same keys there is nothing to keep anew.
        issuer.publish(["a", "b"])
        try await restarted.preload()
        #expect(restarted.state == .current)
        #expect(kept.documents.count == 1)
        issuer.publish(["c"])
        try await restarted.preload()
        #expect(kept.documents.count == 2)
        await #expect(throws: TokenError.unknownKey) { try await restarted.key(id: "a") }
    }

    @Test(arguments: ["", "{}", "<html>", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"EC\"}]}"])
    func whatWasKeptIsReadLikeAnyDocument(text: String) async throws {
        issuer.answer(.failure)
        let source = keeping(Kept(), startingWith: Array(text.utf8))
        await #expect(throws: TokenError.keysUnavailable) { try await source.key(id: "a") }
        #expect(source.state == .missing)
    }

    @Test func aKeyThatMayNotVerifyIsNamedSo() async throws {
        issuer.answer(
            .bytes(
                #"{"keys":[{"kty":"EC","kid":"ec"},{"kty":"RSA","kid":"enc","use":"enc"}]}"#))
        let source = source
        // A set without a usable key is no set.
        await #expect(throws: TokenError.keysUnavailable) { try await source.key(id: "ec") }
        issuer.answer(
            .bytes(
                #"{"keys":[{"kty":"EC","kid":"ec"},{"kty":"RSA","kid":"enc","use":"enc"},"#
                    + #"{"kty":"RSA","kid":"a","e":"AQAB","n":"\#(RFC7520.modulus)"}]}"#))
        issuer.advance(2_000)
        await #expect(throws: TokenError.wrongKeyType) { try await source.key(id: "ec") }
        await #expect(throws: TokenError.wrongKeyUse) { try await source.key(id: "enc") }
    }

    private func keeping(_ kept: Kept, startingWith document: [UInt8]? = nil) -> JWKSKeySource {
        JWKSKeySource(
            kept: document, keep: kept.add, fetch: { try await issuer.fetch() },
            now: { issuer.now }, wait: { _ in })
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

/// The documents that a source gave to keep.
private final class Kept: Sendable {
    private let all = Mutex<[[UInt8]]>([])

    var documents: [[UInt8]] { all.withLock { $0 } }

    @Sendable func add(_ document: [UInt8]) { all.withLock { $0.append(document) } }
}
