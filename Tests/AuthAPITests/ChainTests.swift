import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import StrictJSON
import Synchronization
import Testing

@testable import AuthAPI

/// `authenticate`, `requireGroups` and `requireScopes` as links of a route's or a group's chain.
@Suite struct ChainTests {
    private func door() throws -> Door {
        try Door { router, bearer in
            let show: ImmediateHandler = { request in
                .json(.ok, ["sub": try request.session().verified.subject])
            }
            router.get(
                "/both", bearer.authenticate, requireGroups("admin", "ops"),
                requireScopes("read", "write"), handler: show)
            router.group("/admin") { group in
                group.use(bearer.authenticate, requireGroups("admin"))
                group.get("/one", handler: show)
                group.get("/two", requireScopes("write"), handler: show)
            }
            router.get("/forgotten", requireGroups("admin"), handler: show)
            router.get("/bare", handler: show)
        }
    }

    private func token(_ door: Door, groups: [String], scope: String) throws -> String {
        try door.token {
            $0["cognito:groups"] = .array(groups.map { .string($0) })
            $0["scope"] = .string(scope)
        }
    }

    @Test func everyLinkMustAgree() async throws {
        let door = try door()
        let good = try token(door, groups: ["ops"], scope: "read write")
        #expect(await door.get("/both", token: good).json["sub"] as? String == "s-1")
        let group = await door.get(
            "/both", token: try token(door, groups: ["Ops"], scope: "read write"))
        #expect(group.status == 403 && group.code == "group_required")
        let scope = await door.get("/both", token: try token(door, groups: ["ops"], scope: "read"))
        #expect(scope.status == 403 && scope.code == "insufficient_scope")
        #expect(await door.get("/both").code == "missing_token")
    }

    @Test func aGroupOfRoutesSharesItsLinks() async throws {
        let door = try door()
        let reader = try token(door, groups: ["admin"], scope: "read")
        #expect(await door.get("/admin/one", token: reader).status == 200)
        #expect(await door.get("/admin/two", token: reader).code == "insufficient_scope")
        let stranger = try token(door, groups: [], scope: "write")
        #expect(await door.get("/admin/two", token: stranger).code == "group_required")
    }

    /// A chain whose first link was left out lets nobody through.
    @Test(arguments: ["/forgotten", "/bare"])
    func withoutAuthenticateNobodyPasses(path: String) async throws {
        let door = try door()
        let good = try token(door, groups: ["admin"], scope: "read write")
        #expect(await door.get(path, token: good).code == "missing_token")
    }

    /// RFC 6750 §3.1: 403 names `insufficient_scope`; what is missing isn't told beyond the code.
    @Test func theChallengeOf403() async throws {
        let door = try door()
        let answer = await door.get("/both", token: try token(door, groups: ["a"], scope: ""))
        #expect(
            answer.response[.wwwAuthenticate]
                == #"Bearer realm="gatehouse", error="insufficient_scope", error_description="group_required""#
        )
        let text = String(decoding: answer.response.body, as: UTF8.self)
        #expect(!text.contains("ops") && !text.contains("admin"))
    }

    @Test func theLogHasTheReasonAndNotTheToken() async throws {
        let door = try door()
        let good = try token(door, groups: ["ops"], scope: "read")
        for token in [good, good + "=", good.dropLast(4) + "AAAA", "planted.planted.planted"] {
            _ = await door.get("/both", token: String(token))
        }
        let causes = door.events.all.compactMap(\.cause)
        #expect(
            causes == ["missingScope", "paddedBase64", "invalidSignature", "nonCanonicalBase64"])
        let log = String(describing: door.events.all)
        #expect(!log.contains("planted"))
        for part in good.split(separator: ".") { #expect(!log.contains(part)) }
    }

    /// A token whose key is at hand costs no task, be it cached or not.
    @Test func aKnownKeyIsAnsweredAtOnce() async throws {
        let door = try door()
        let good = try token(door, groups: ["ops"], scope: "read write")
        for _ in 0..<2 {
            var request = Request(
                path: "/both", headerFields: [.authorization: "Bearer \(good)"])
            guard case .ready(let response) = door.router.begin(&request) else {
                Issue.record("it waits")
                return
            }
            #expect(response.status.code == 200)
        }
    }

    @Test func aKeyThatIsFetchedIsWaitedFor() async throws {
        let keys = LateKeys()
        let door = try Door(keys: keys)
        keys.key.withLock { $0 = door.signer.verificationKey }
        let good = try door.token()
        let answer = await door.get("/protected", token: good)
        #expect(answer.status == 200 && keys.waits.withLock { $0 } == 1)
        let stranger = await door.get("/protected", token: good.dropLast(4) + "AAAA")
        #expect(stranger.status == 401 && stranger.code == "invalid_token")
        keys.key.withLock { $0 = nil }
        let down = await door.get("/protected", token: try door.token { $0["jti"] = "2" })
        #expect(down.status == 503 && down.code == "upstream_unavailable")
        #expect(down.response[.retryAfter] == "5")
    }
}

/// A key that always has to be waited for.
private final class LateKeys: KeySource {
    let key = Mutex<VerificationKey?>(nil)
    let waits = Mutex(0)

    func keyAtHand(id: String) throws(TokenError) -> VerificationKey? { nil }

    func key(id: String) async throws(TokenError) -> VerificationKey {
        waits.withLock { $0 += 1 }
        guard let key = key.withLock({ $0 }) else { throw .keysUnavailable }
        return key
    }
}
