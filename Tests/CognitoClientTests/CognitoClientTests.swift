import CognitoAPI
import Foundation
import Synchronization
import Testing

@testable import CognitoClient

@Suite struct CognitoClientTests {
    private let upstream: Upstream
    private let key = UUID().uuidString
    private let getUser = GetUser.Input(accessToken: "planted-token")
    private let signUp = SignUp.Input(
        clientId: "client", username: "alice", password: "planted-password")

    private let transport: HTTPTransport

    init() throws {
        upstream = try Upstream.plain.get()
        transport = try HTTPTransport(configuration: TransportConfiguration())
    }

    private func client(
        _ behaviour: String, secret: String? = nil, total: Int64 = 5_000,
        clock: MonotonicClock? = nil
    ) -> CognitoClient {
        CognitoClient(
            endpoint: upstream.url(behaviour, key), clientID: "client", clientSecret: secret,
            transport: transport,
            totalMilliseconds: total, clock: clock ?? ManualClock().clock, random: { 0 })
    }

    private func error<Input: CognitoInput>(
        _ behaviour: String, _ input: Input, total: Int64 = 5_000
    ) async -> CognitoError? {
        do throws(CognitoError) {
            _ = try await client(behaviour, total: total).perform(input)
            return nil
        } catch {
            return error
        }
    }

    @Test func requestAndOutput() async throws {
        let output = try await client("user").perform(getUser)
        #expect(output.username == "alice")
        #expect(output.userAttributes.map(\.value) == ["a@example.com"])
        let request = try #require(try await upstream.requests(key).first)
        #expect(request.method == "POST")
        #expect(request.fields["x-amz-target"] == "AWSCognitoIdentityProviderService.GetUser")
        #expect(request.fields["content-type"] == "application/x-amz-json-1.1")
        #expect(request.body == "{\"AccessToken\":\"planted-token\"}")
    }

    @Test func secretHashIsFilledInForItsOwnClient() async throws {
        _ = try? await client("refused", secret: "s").perform(signUp)
        var other = signUp
        other.clientId = "other"
        _ = try? await client("refused", secret: "s").perform(other)
        let bodies = try await upstream.requests(key).map(\.body)
        #expect(bodies.count == 2)
        #expect(bodies.first?.contains("\"SecretHash\":\"") == true)
        #expect(bodies.last?.contains("SecretHash") == false)
    }

    @Test func cognitosErrorsKeepTypeAndText() async {
        let refused = await error("refused", signUp)
        #expect(refused == CognitoError(.notAuthorized, "Said NotAuthorizedException"))
        #expect(await error("namespaced", signUp)?.code == .userNotFound)
        #expect(await error("header", signUp)?.code == .codeMismatch)
        let throttled = await error("throttle", signUp)
        #expect(throttled?.code == .tooManyRequests)
        #expect(throttled?.retryAfter == 7)
        #expect(await error("years", signUp)?.retryAfter == 3_600)
        #expect(await error("past", signUp)?.retryAfter == 0)
    }

    @Test(arguments: ["html", "garbage", "empty", "huge", "unknown", "ours", "redirect", "nohttp"])
    func answersThatArentCognitos(behaviour: String) async throws {
        #expect(await error(behaviour, getUser)?.code == .invalidAnswer)
        #expect(try await upstream.requests(key).count == 1)
    }

    @Test func serverErrorsAreUnavailable() async throws {
        let internalError = await error("internal", signUp)
        #expect(internalError?.code == .internalError)
        #expect(internalError?.retryAfter == 3)
        #expect(await error("html502", signUp)?.code == .internalError)
        #expect(await error("close", signUp)?.code == .unavailable)
        // SignUp may have been done: each was sent once.
        #expect(try await upstream.requests(key).count == 3)
    }

    @Test func idempotentOperationsAreRepeatedTwice() async throws {
        #expect(await error("html502", getUser)?.code == .internalError)
        #expect(try await upstream.requests(key).count == 3)
    }

    @Test func repetitionHelps() async throws {
        let output = try await client("flaky").perform(getUser)
        #expect(output.username == "alice")
        #expect(try await upstream.requests(key).count == 3)
    }

    @Test func noRepetitionBeyondTheTimeAllowed() async throws {
        // The server asks for 3 s, and there are only 2.
        #expect(await error("internal", getUser, total: 2_000)?.code == .internalError)
        #expect(try await upstream.requests(key).count == 1)
    }

    @Test func silenceIsATimeout() async throws {
        let slow = client("slow", total: 150, clock: .system)
        await #expect(throws: CognitoError.self) { try await slow.perform(signUp) }
        #expect(try await upstream.requests(key).count == 1)
        #expect(await error("slow", signUp, total: 150)?.code == .timeout)
    }

    @Test func nobodyThereIsUnavailableAfterThreeAttempts() async throws {
        let clock = ManualClock()
        let client = CognitoClient(
            endpoint: "http://nowhere.invalid/", clientID: "client", clientSecret: nil,
            transport: try HTTPTransport(configuration: TransportConfiguration()),
            clock: clock.clock, random: { 50 })
        await #expect(throws: CognitoError(.unavailable, "Cognito can't be reached.")) {
            try await client.perform(signUp)
        }
        #expect(clock.sleeps == [50, 50])
    }

    /// The connection was good for one call, and died when SignUp had arrived.
    @Test func signUpIsNotSentTwiceOnADeadConnection() async throws {
        let client = client("dies")
        _ = try await client.perform(getUser)
        await #expect(throws: CognitoError(.unavailable, "Cognito can't be reached.")) {
            try await client.perform(signUp)
        }
        let targets = try await upstream.requests(key).compactMap { $0.fields["x-amz-target"] }
        #expect(targets.filter { $0.hasSuffix(".SignUp") }.count == 1)
    }

    @Test func errorsCarryNoSecrets() async {
        for behaviour in ["refused", "html", "garbage", "huge", "internal", "close", "nohttp"] {
            let text = "\(String(describing: await error(behaviour, signUp)))"
            #expect(!text.contains("planted"))
        }
    }

    @Test func keySetsAreFetched() async throws {
        let transport = try HTTPTransport(configuration: TransportConfiguration())
        let fetch = JWKSFetcher.make(url: upstream.url("user", key), transport: transport)
        #expect(try await fetch().isEmpty == false)
        let refused = JWKSFetcher.make(url: upstream.url("redirect", key), transport: transport)
        await #expect(throws: JWKSFetcher.UnexpectedStatus(status: 302)) { try await refused() }
        let huge = JWKSFetcher.make(url: upstream.url("huge", key), transport: transport)
        await #expect(throws: TransportError(.tooLarge, mayHaveArrived: true)) { try await huge() }
        #expect(try await upstream.requests(key).first?.method == "GET")
    }
}
