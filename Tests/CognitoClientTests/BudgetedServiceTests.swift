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
        let clock = Clock()
        let service = BudgetedService(
            service: upstream, signIns: .init(quota: 2, window: 10), mails: nil, now: clock.now)
        let challenge = RespondToAuthChallenge.Input(clientId: "c", challengeName: "X")
        #expect(await wait(service, signIn) == nil)
        clock.advance(3_500)
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

    /// However the calls lie: Amazon's second isn't ours.
    @Test func noStretchOfTimeHasMoreThanTheBudget() async {
        let clock = Clock()
        let service = BudgetedService(
            service: upstream, signIns: .init(quota: 100, window: 1), mails: nil, now: clock.now)
        var taken: [Int64] = []
        for step in 0..<3_000 {
            clock.advance(step.isMultiple(of: 7) ? 9 : 1)
            if await wait(service, signIn) == nil { taken.append(clock.now()) }
        }
        let busiest = taken.map { begin in taken.count { (begin..<begin + 1000).contains($0) } }
            .max()
        #expect(busiest == 100)
    }

    @Test func mailsHaveABudgetOfTheirOwn() async {
        let clock = Clock()
        let service = BudgetedService(
            service: upstream, signIns: nil, mails: .init(quota: 1, window: 86_400), now: clock.now)
        #expect(await wait(service, mail) == nil)
        #expect(await wait(service, SignUp.Input(clientId: "c", username: "u")) == 86_400)
        #expect(await wait(service, signIn) == nil)
        clock.advance(86_400_000)
        #expect(await wait(service, mail) == nil)
    }

    private final class Clock: Sendable {
        private let milliseconds = Mutex<Int64>(5_000)

        @Sendable func now() -> Int64 { milliseconds.withLock { $0 } }
        func advance(_ by: Int64) { milliseconds.withLock { $0 += by } }
    }
}
