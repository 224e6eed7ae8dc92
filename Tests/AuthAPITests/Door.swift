import CognitoAPI
import Foundation
import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import Revocation
import StrictJSON
import Synchronization

@testable import AuthAPI

/// The API on a fake service, with tokens that the test signs.
struct Door {
    static let issuer = "http://localhost:9229/us-east-1_AbCdEfGhI"
    static let clientID = "1example23456789"
    static let now: Int64 = 1_800_000_000

    /// Drawing a key takes a third of a second: one for all tests.
    private static let signer = Result { try TokenSigner.generate() }

    let service = FakeService()
    let signer: TokenSigner
    let router: Router
    let revocations = FakeRevocations()
    let events = EventLog()

    init(
        tokenUses: Set<TokenUse> = [.access], keys: (any KeySource)? = nil,
        readiness: Readiness = .ready,
        register: (inout Router, BearerGuard) -> Void = { _, _ in },
        limits: RateLimits = RateLimits(RateLimits.Policies(), in: LocalRateLimits(now: { 1 })),
        tellsClientAddress: Bool = false, defence: EnumerationDefence = .cognito
    ) throws {
        signer = try Self.signer.get()
        let known = StaticKeySource([signer.verificationKey])
        let guards = try [tokenUses, [.access]].map { [revocations] uses in
            BearerGuard(
                verifier: try TokenVerifier(
                    issuer: Self.issuer, clientIDs: [Self.clientID], tokenUses: uses,
                    keys: keys ?? known, cachedTokens: 100),
                revocations: revocations, now: { Self.now })
        }
        let api = AuthAPI(
            service: service, clientID: Self.clientID,
            tellsClientAddress: tellsClientAddress, issuer: Self.issuer, bearer: guards[0],
            accessBearer: guards[1],
            signOuts: .recorded(in: revocations, tokenLife: 86_400, now: { Self.now }),
            limits: limits, enumerationDefence: defence, readiness: { readiness })
        var router = Router()
        router.use(requestID(generate: { "test-request" }))
        router.onError(ErrorBoundary(report: events.add).respond)
        router.use(RefusedRequest.gate)
        api.register(on: &router)
        register(&router, guards[0])
        self.router = router
    }

    func token(_ change: (inout JSONObject) -> Void = { _ in }) throws -> String {
        var claims: JSONObject = [
            "sub": "s-1", "iss": .string(Self.issuer), "client_id": .string(Self.clientID),
            "origin_jti": "o-1", "token_use": "access", "username": "ada@example.com",
            "iat": .integer(Self.now - 10), "exp": .integer(Self.now + 3590), "jti": "j-1",
            "auth_time": .integer(Self.now - 10), "scope": "aws.cognito.signin.user.admin",
        ]
        change(&claims)
        return try signer.sign(claims: claims)
    }

    func post(_ path: String, _ json: String, token: String? = nil) async -> Answer {
        await send(.post, path, json, token: token)
    }

    func get(_ path: String, query: String? = nil, token: String? = nil) async -> Answer {
        await send(.get, path, nil, token: token, query: query)
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ json: String?, token: String?,
        query: String? = nil
    ) async -> Answer {
        var fields = HTTPFields()
        if json != nil { fields[.contentType] = "application/json" }
        if let token { fields[.authorization] = "Bearer \(token)" }
        let request = Request(
            method: method, path: path, query: query, headerFields: fields,
            body: Array((json ?? "").utf8))
        return Answer(await router.respond(to: request))
    }
}

/// A response with its JSON taken apart.
struct Answer {
    let response: Response
    let json: [String: Any]

    init(_ response: Response) {
        self.response = response
        let value = try? JSONSerialization.jsonObject(with: Data(response.body))
        json = value as? [String: Any] ?? [:]
    }

    var status: Int { response.status.code }
    var code: String? { json["code"] as? String }
    var message: String? { json["message"] as? String }
}

/// Revocations in memory, by session.
final class FakeRevocations: RevocationIndex {
    let dead = Mutex<Set<String>>([])
    let admitted = Mutex<[String]>([])
    /// What changes fail with, as when the disk is full.
    let failure = Mutex<RevocationError?>(nil)

    func isRevoked(originJTI: String?, subject: String, issuedAt: Int64) -> Bool {
        originJTI.map { id in dead.withLock { $0.contains(id) } } ?? false
    }

    func revoke(originJTIs: [String], expiresAt: Int64) async throws(RevocationError) {
        dead.withLock { $0.formUnion(originJTIs) }
    }

    func revokeAll(
        subject: String, issuedUpTo second: Int64, including originJTIs: [String], expiresAt: Int64
    ) async throws(RevocationError) {
        dead.withLock { $0.formUnion(originJTIs) }
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    func admit(originJTI: String, subject: String, issuedAt: Int64) async throws(RevocationError) {
        admitted.withLock { $0.append(originJTI) }
    }

    func close() {}
}

final class EventLog: Sendable {
    private let events = Mutex<[RefusalEvent]>([])

    @Sendable func add(_ event: RefusalEvent) { events.withLock { $0.append(event) } }

    var all: [RefusalEvent] { events.withLock { $0 } }
}
