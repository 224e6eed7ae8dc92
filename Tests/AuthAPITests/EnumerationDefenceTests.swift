import CognitoAPI
import HTTPTypes
import HTTPWire
import Synchronization
import Testing

@testable import AuthAPI

/// `/register` with strict enumeration defence.
@Suite struct EnumerationDefenceTests {
    private static let body = #"{"email":"a@b.c","password":"p","name":"A"}"#
    private static let taken = CognitoError(.usernameExists, .emailExists)
    private let time = ManualTime()

    private func door() throws -> Door { try Door(defence: .strict(time.even)) }

    @Test func aTakenAddressIsAnsweredLikeANewOne() async throws {
        let door = try door()
        door.service.answer(
            SignUp.Input.self, with: SignUp.Output(userConfirmed: false, userSub: "s"))
        let new = await door.post("/register", Self.body)
        door.service.refuse(SignUp.Input.self, with: Self.taken)
        let taken = await door.post("/register", Self.body)
        #expect(new.status == 201 && taken.response.body == new.response.body)
        #expect(taken.response.status == new.response.status)
        #expect(taken.response.headerFields == new.response.headerFields)
    }

    /// It would confirm the account with the password of whoever registered first.
    @Test func aTakenAddressGetsNoCode() async throws {
        let door = try door()
        door.service.refuse(SignUp.Input.self, with: Self.taken)
        _ = await door.post("/register", Self.body)
        #expect(door.service.inputs(ResendConfirmationCode.Input.self).isEmpty)
    }

    @Test func otherRefusalsAreTold() async throws {
        let door = try door()
        door.service.refuse(SignUp.Input.self, with: CognitoError(.invalidPassword, ""))
        #expect(await door.post("/register", Self.body).code == "weak_password")
    }

    @Test func withoutItATakenAddressIsTold() async throws {
        let door = try Door()
        door.service.refuse(SignUp.Input.self, with: Self.taken)
        #expect(await door.post("/register", Self.body).code == "email_taken")
    }

    @Test(arguments: [(0, 500), (1, 500), (499, 500), (500, 1_000), (730, 1_000)])
    func workEndsAtWholeSteps(taking: Int, until end: Int) async throws {
        _ = try await time.even.run { time.pass(.milliseconds(taking)) }
        #expect(time.now == .milliseconds(end))
    }

    @Test func soDoesWorkThatFails() async throws {
        await #expect(throws: APIError.self) {
            try await time.even.run {
                time.pass(.milliseconds(30))
                throw APIError(.weakPassword)
            }
        }
        #expect(time.now == .milliseconds(500))
    }
}

/// A clock that goes on when told, and when somebody sleeps.
private final class ManualTime: Sendable {
    private let time = Mutex(Duration.zero)

    var now: Duration { time.withLock { $0 } }
    var even: EvenTime {
        EvenTime(step: .milliseconds(500), now: { self.now }, sleep: { self.pass($0) })
    }

    func pass(_ duration: Duration) { time.withLock { $0 += duration } }
}
