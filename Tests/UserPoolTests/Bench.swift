import CognitoAPI
import Cryptography
import Foundation
import JSONWebToken
import Revocation
import Storage
import StrictJSON
import Synchronization
import Testing

@testable import UserPool

/// A pool in a directory of its own, with a clock that stands still and an inbox.
final class Bench: Sendable {
    static let password = "Correct-horse-9"

    let pool: UserPool
    let inbox = Inbox()
    let clock = ManualClock()
    let events = EventLog()
    let revocations: SQLiteRevocationIndex
    let home: TestDirectory
    let policy: PoolPolicy

    var directory: String { home.path }

    var client: String { pool.clientID }

    /// - Parameter edit: changes to the default policy; hashing is cheap unless it says otherwise.
    init(
        in home: TestDirectory? = nil, secret: [UInt8]? = nil,
        _ edit: (inout PoolPolicy) -> Void = { _ in }
    ) async throws {
        var policy = PoolPolicy()
        policy.passwordHashing = PasswordHashing(memoryKiB: 8, iterations: 1, parallelism: 1)
        edit(&policy)
        self.policy = policy
        self.home = home ?? TestDirectory()
        if home == nil { try TestKeys.install(in: self.home.path) }
        let clock = clock
        revocations = try await SQLiteRevocationIndex(
            path: self.home.path + "/revocations.sqlite", now: { clock.now / 1_000 })
        pool = try await UserPool.open(
            directory: self.home.path, policy: policy,
            surroundings: UserPool.Surroundings(
                clock: { clock.now }, random: .system, mail: inbox, revocations: revocations,
                issuer: { "http://localhost:9229/\($0)" }, report: events.append, secret: secret))
    }

    deinit { try? pool.close() }

    func signUp(
        _ email: String = "alice@example.com", password: String = Bench.password,
        attributes: [AttributeType]? = nil
    ) async throws(CognitoError) -> SignUp.Output {
        try await pool.perform(
            SignUp.Input(
                clientId: client, username: email, password: password, userAttributes: attributes))
    }

    func confirm(
        _ email: String = "alice@example.com", code: String? = nil
    ) async throws(CognitoError) {
        _ = try await pool.perform(
            ConfirmSignUp.Input(
                clientId: client, username: email,
                confirmationCode: code ?? inbox.newest(for: email)?.code ?? "none"))
    }

    /// A confirmed user.
    @discardableResult
    func register(_ email: String = "alice@example.com") async throws(CognitoError) -> String {
        let sub = try await signUp(email).userSub
        try await confirm(email)
        return sub
    }

    @discardableResult
    func signIn(
        _ email: String = "alice@example.com", password: String = Bench.password
    ) async throws(CognitoError) -> AuthenticationResult {
        let output = try await pool.perform(
            InitiateAuth.Input(
                clientId: client, authFlow: "USER_PASSWORD_AUTH",
                authParameters: ["USERNAME": email, "PASSWORD": password]))
        guard let result = output.authenticationResult else {
            throw CognitoError(.internalError, "no tokens")
        }
        return result
    }

    func refresh(_ token: String?) async throws(CognitoError) -> AuthenticationResult {
        let output = try await pool.perform(
            InitiateAuth.Input(
                clientId: client, authFlow: "REFRESH_TOKEN_AUTH",
                authParameters: ["REFRESH_TOKEN": token ?? ""]))
        guard let result = output.authenticationResult else {
            throw CognitoError(.internalError, "no tokens")
        }
        return result
    }

    func getUser(_ token: String?) async throws(CognitoError) -> GetUser.Output {
        try await pool.perform(GetUser.Input(accessToken: token ?? ""))
    }

    func forgot(_ email: String = "alice@example.com") async throws(CognitoError)
        -> CodeDeliveryDetails?
    {
        try await pool.perform(ForgotPassword.Input(clientId: client, username: email))
            .codeDeliveryDetails
    }

    func reset(
        _ email: String = "alice@example.com", code: String, password: String = "Battery-staple-8"
    ) async throws(CognitoError) {
        _ = try await pool.perform(
            ConfirmForgotPassword.Input(
                clientId: client, username: email, confirmationCode: code, password: password))
    }

    func resend(_ email: String = "alice@example.com") async throws(CognitoError)
        -> CodeDeliveryDetails?
    {
        try await pool.perform(ResendConfirmationCode.Input(clientId: client, username: email))
            .codeDeliveryDetails
    }

    /// The wire door with a JSON text.
    func wire(_ operation: String, _ json: String) async throws(CognitoError) -> String {
        String(
            decoding: try await pool.dispatch(operation: operation, body: Array(json.utf8)),
            as: UTF8.self)
    }

    /// The claims of a token, verified with the pool's published keys.
    func claims(_ token: String?, _ use: TokenUse) async throws -> VerifiedToken {
        try await TokenVerifier(
            issuer: pool.issuer, clientIDs: [client], tokenUses: [use], keys: pool.keySource,
            clockSkew: .none
        ).verify(token ?? "", now: clock.now / 1_000)
    }

    /// Another code than the right one.
    static func wrong(_ code: String?) -> String {
        code == "123456" ? "654321" : "123456"
    }
}

/// A clock that only tests move; milliseconds since 1970.
final class ManualClock: Sendable {
    private let time = Mutex<Int64>(1_800_000_000_000)
    var now: Int64 { time.withLock { $0 } }
    func advance(seconds: Int64) { time.withLock { $0 += seconds * 1_000 } }
}

final class EventLog: Sendable {
    private let list = Mutex<[PoolEvent]>([])
    var all: [PoolEvent] { list.withLock { $0 } }
    var append: @Sendable (PoolEvent) -> Void {
        { event in self.list.withLock { $0.append(event) } }
    }
}

/// Two RSA keys for all benches: making them is slow and not what is tested.
enum TestKeys {
    private static let pems: [String] = (0..<2).compactMap { _ in
        try? TokenSigner.generate().privateKeyPEM()
    }

    static func install(in directory: String) throws {
        try PrivateFile.makeDirectory(directory)
        for (name, pem) in zip(["access.pem", "id.pem"], pems) {
            _ = try PrivateFile.create("\(directory)/\(name)", bytes: Array(pem.utf8))
        }
    }
}

/// A data directory that goes with its last user.
final class TestDirectory: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    deinit { try? FileManager.default.removeItem(atPath: path) }
}
