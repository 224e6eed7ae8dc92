import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire
import StrictJSON
import UserPool

/// The embedded pool as Cognito's endpoint: AWS JSON 1.1 over `POST /`, keys, discovery, the inbox.
package struct WireDoor: Sendable {
    private let pool: UserPool
    private let inbox: Inbox?
    private let signatures: SignatureGate
    private let limits: WireDoorLimits
    private let readiness: (@Sendable () -> Readiness)?

    /// - Parameters:
    ///   - inbox: shown to whoever can reach this door; nil where it must not be.
    ///   - administrators: who may call the operations that Amazon wants signed.
    ///   - limits: how often a client's address may do what. A caller that names an app client with a
    ///     secret is a server, which speaks for many: it isn't limited by its address.
    ///   - readiness: what `/ready` says; nil where the API's `/ready` speaks for the process.
    ///   - now: seconds since 1970.
    package init(
        pool: UserPool, inbox: Inbox?, administrators: AdminAccess, limits: RateLimits,
        readiness: (@Sendable () -> Readiness)?, now: @escaping @Sendable () -> Int64
    ) {
        self.readiness = readiness
        self.pool = pool
        self.inbox = inbox
        self.limits = WireDoorLimits(limits: limits)
        signatures = SignatureGate(access: administrators, now: now)
    }

    package func register(on router: inout Router) {
        router.post("/", handler: operation)
        router.get("/:pool/.well-known/jwks.json", handler: keys)
        router.get("/:pool/.well-known/openid-configuration", handler: discovery)
        router.get("/health", handler: HealthRoutes.health)
        if let readiness { router.get("/ready", handler: HealthRoutes.ready(readiness)) }
        if let inbox {
            router.get(InboxRoute.path, handler: InboxRoute(inbox: inbox).callAsFunction)
        }
    }

    private func operation(_ request: Request) async throws -> Response {
        let target = request[.amazonTarget] ?? ""
        guard target.hasPrefix(CognitoWire.targetPrefix) else {
            throw CognitoError(.unknownOperation, "")
        }
        let name = String(target.dropFirst(CognitoWire.targetPrefix.count))
        let isSigned = UserPool.wantsSignature(name)
        if isSigned { try signatures.admit(request, operation: name) }
        let input = try Self.object(request.body)
        if !isSigned {
            let client = WireDoorLimits.caller(of: name, input)
            if try await !pool.isConfidential(client: client) {
                try await limits.admit(request, operation: name, input)
            }
        }
        let body = try await pool.dispatch(operation: name, body: request.body)
        return Response(status: .ok, contentType: CognitoWire.contentType, body: body)
    }

    /// The strict reader goes first: it bounds depth and names, which the decoder doesn't.
    private static func object(_ body: [UInt8]) throws(CognitoError) -> JSONObject {
        if body.isEmpty { return JSONObject() }
        guard let value = try? JSONValue(jsonBytes: body) else {
            throw CognitoError(.serialization, "The body is not valid JSON.")
        }
        return value.objectValue ?? JSONObject()
    }

    private func keys(_ request: Request) async throws -> Response {
        let keys = try await published(request).jwks
        return Response(status: .ok, contentType: "application/json", body: keys)
    }

    private func discovery(_ request: Request) async throws -> Response {
        .json(.ok, OpenIDConfiguration(issuer: try await published(request).issuer))
    }

    private func published(_ request: Request) async throws -> (issuer: String, jwks: [UInt8]) {
        let id = request.parameters["pool"] ?? ""
        guard let found = try await pool.published(by: id) else {
            throw CognitoError(.resourceNotFound, "User pool \(Self.shown(id))does not exist.")
        }
        return found
    }

    /// A path's part, where it can be a pool's id, and a space behind it.
    private static func shown(_ id: String) -> String {
        let isID = id.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
        return isID && (1...AuthLimits.poolIDBytes).contains(id.utf8.count) ? "\(id) " : ""
    }
}

extension HTTPField.Name {
    static let amazonTarget = HTTPField.Name("X-Amz-Target")!
    static let amazonRequestID = HTTPField.Name("x-amzn-RequestId")!
    static let amazonErrorType = HTTPField.Name("x-amzn-errortype")!
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
    static let amazonErrorMessage = HTTPField.Name("x-amzn-errormessage")!
}
