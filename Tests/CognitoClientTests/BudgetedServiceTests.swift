import CognitoAPI
import Synchronization
import Testing

@testable import CognitoClient

@Suite struct BudgetedServiceTests {
    private final class Upstream: CognitoService {
        let operations = Mutex<[String]>([])

        func perform<Input: CognitoInput>(
            _ input: Input
        ) async throws(CognitoError) -> Input.Output {
            operations.withLock { $0.append(Input.operation) }
            throw CognitoError(.notAuthorized, .incorrectCredentials)
        }
    }

    private let upstream = Upstream()

    /// Nil if the upstream was asked, else the seconds to wait.
    private func wait<Input: CognitoInput>(
        _ service: BudgetedService, _ input: Input
    ) async -> Int? {
        do throws(CognitoError) {
            _ = try await service.perform(input)
            return nil
        } catch {
            return error.code == .limitExceeded ? error.retryAfter : nil
        }
    }

    private let signIn = InitiateAuth.Input(clientId: "c", authFlow: "USER_PASSWORD_AUTH")
    private let mail = ForgotPassword.Input(clientId: "c", username: "u")

    @Test func whatExceedsTheBudgetIsNotAsked() async {
        let service = BudgetedService(
            service: upstream, signIns: .init(quota: 2, window: 10), mails: nil,
            now: { 1_800_000_003 })
        let challenge = RespondToAuthChallenge.Input(clientId: "c", challengeName: "X")
        #expect(await wait(service, signIn) == nil)
        #expect(await wait(service, challenge) == nil)
        #expect(await wait(service, signIn) == 7)
        #expect(await wait(service, challenge) == 7)
        #expect(await wait(service, mail) == nil)
        #expect(await wait(service, GetUser.Input(accessToken: "t")) == nil)
        #expect(
            upstream.operations.withLock { $0 } == [
                "InitiateAuth", "RespondToAuthChallenge", "ForgotPassword", "GetUser",
            ])
    }

    @Test func mailsBeginAnewWithTheirDay() async {
        let clock = Clock()
        let service = BudgetedService(
            service: upstream, signIns: nil,
            mails: .init(quota: 1, window: 86_400, offset: 9 * 3600), now: clock.now)
        clock.set(1_800_000_000 / 86_400 * 86_400 + 8 * 3600)
        #expect(await wait(service, mail) == nil)
        #expect(await wait(service, SignUp.Input(clientId: "c", username: "u")) == 3600)
        clock.set(clock.now() + 3600)
        #expect(await wait(service, mail) == nil)
        #expect(await wait(service, mail) == 86_400)
    }

    @Test func aClockSetBackBeginsAnew() async {
        let clock = Clock()
        let service = BudgetedService(
            service: upstream, signIns: .init(quota: 1, window: 1), mails: nil, now: clock.now)
        #expect(await wait(service, signIn) == nil)
        #expect(await wait(service, signIn) == 1)
        clock.set(-5)
        #expect(await wait(service, signIn) == nil)
        #expect(await wait(service, signIn) == 1)
    }

    private final class Clock: Sendable {
        private let seconds = Mutex<Int64>(1_800_000_000)

        @Sendable func now() -> Int64 { seconds.withLock { $0 } }
        func set(_ time: Int64) { seconds.withLock { $0 = time } }
    }
}
