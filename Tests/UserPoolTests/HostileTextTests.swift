import CognitoAPI
import Cryptography
import Foundation
import Testing

@testable import UserPool

/// Texts that nobody types: so long that a normal form of them takes seconds, or with U+0000.
@Suite struct HostileTextTests {
    /// 100 KB of combining marks in the wrong order: the worst case of NFC.
    private static let marks = String(repeating: "\u{301}\u{316}", count: 25_000)
    /// 100 KB that every pattern lets pass to its end.
    private static let letters = String(repeating: "a", count: 100_000)

    /// Inputs with `text` in one member each, as JSON, by what they are called.
    private static func bodies(_ text: String, client: String) throws -> [(String, [UInt8])] {
        let user = "alice@example.com"
        let bodies: [(String, [String: Any])] = [
            ("InitiateAuth", auth(["USERNAME": text, "PASSWORD": "x"])),
            ("InitiateAuth", auth(["USERNAME": user, "PASSWORD": text])),
            ("InitiateAuth", auth(["USERNAME": user, "PASSWORD": "x", "SECRET_HASH": text])),
            ("InitiateAuth", auth([text: "x"])),
            ("InitiateAuth", auth(["REFRESH_TOKEN": text], flow: "REFRESH_TOKEN_AUTH")),
            ("InitiateAuth", auth([:], flow: text)),
            ("InitiateAuth", auth([:]).merging(["ClientId": text]) { $1 }),
            ("InitiateAuth", auth([:]).merging(["Session": text]) { $1 }),
            ("InitiateAuth", auth([:]).merging([text: "x"]) { $1 }),
            (
                "RespondToAuthChallenge",
                [
                    "ChallengeName": "SMS_MFA", "ChallengeResponses": ["USERNAME": text],
                    "Session": "invented-session-of-length",
                ]
            ),
            ("RespondToAuthChallenge", ["ChallengeName": text]),
            ("SignUp", ["Username": text, "Password": Bench.password]),
            ("SignUp", ["Username": user, "Password": text]),
            ("SignUp", attribute(name: text, value: "x")),
            ("SignUp", attribute(name: "name", value: text)),
            ("SignUp", attribute(name: "email", value: text)),
            ("ConfirmSignUp", ["Username": user, "ConfirmationCode": text]),
            ("ConfirmSignUp", ["Username": text, "ConfirmationCode": "1"]),
            ("ResendConfirmationCode", ["Username": text]),
            ("ForgotPassword", ["Username": text]),
            ("ForgotPassword", ["Username": user, "SecretHash": text]),
            (
                "ConfirmForgotPassword",
                ["Username": user, "ConfirmationCode": "1", "Password": text]
            ),
            (
                "ConfirmForgotPassword",
                ["Username": user, "ConfirmationCode": text, "Password": Bench.password]
            ),
            ("GetUser", ["AccessToken": text]),
            ("GlobalSignOut", ["AccessToken": text]),
            ("GetTokensFromRefreshToken", ["RefreshToken": text]),
            ("RevokeToken", ["Token": text]),
        ]
        return try bodies.map { operation, body in
            let whole = ["ClientId": client].merging(body) { $1 }
            return (operation, Array(try JSONSerialization.data(withJSONObject: whole)))
        }
    }

    private static func auth(
        _ parameters: [String: String], flow: String = "USER_PASSWORD_AUTH"
    ) -> [String: Any] {
        ["AuthFlow": flow, "AuthParameters": parameters]
    }

    private static func attribute(name: String, value: String) -> [String: Any] {
        [
            "Username": "alice@example.com", "Password": Bench.password,
            "UserAttributes": [["Name": name, "Value": value]],
        ]
    }

    enum Endless: CaseIterable {
        case marks
        case letters

        var text: String { self == .marks ? HostileTextTests.marks : HostileTextTests.letters }
    }

    @Test(arguments: Endless.allCases)
    func endlessTextsAreRefusedAtOnce(kind: Endless) async throws {
        let bench = try await Bench()
        let text = kind.text
        let bodies = try Self.bodies(text, client: bench.client)
        for (index, (operation, body)) in bodies.enumerated() {
            let start = ContinuousClock.now
            let answer = await Self.answer(bench, operation, body)
            // What cost the square of its length would take minutes.
            #expect(ContinuousClock.now - start < .seconds(10), "\(operation) \(index)")
            #expect(answer != nil, "\(operation) \(index)")
            #expect((answer?.message.utf8.count ?? 0) < 1_000, "\(operation) \(index)")
        }
        for table in ["attempt", "lockout"] {
            let long = "SELECT count(*) FROM \(table) WHERE length(name) > 128"
            #expect(try await bench.fetch(long) == "0")
        }
    }

    private static func answer(
        _ bench: Bench, _ operation: String, _ body: [UInt8]
    ) async -> CognitoError? {
        do throws(CognitoError) {
            _ = try await bench.pool.dispatch(operation: operation, body: body)
            return nil
        } catch { return error }
    }

    @Test func onlyNamesOfMembersAreMeasured() {
        let long = String(repeating: "n", count: 513)
        for body in [
            #"{"a":"\#(long)"}"#, #"{"a":["\#(long)" , "b"]}"#, #"["\\":"a\":b"#, "", "\"", long,
        ] {
            #expect(MemberNames.areShort(in: Array(body.utf8)), "\(body.prefix(20))")
        }
        for body in [
            #"{"\#(long)":1}"#, #"{"a":{"b":1,"\#(long)" \n :1}}"#, #"{"a":"\"","\\\#(long)":1}"#,
        ] {
            let text = body.replacing(#"\n"#, with: "\n")
            #expect(!MemberNames.areShort(in: Array(text.utf8)), "\(body.prefix(20))")
        }
    }

    @Test func aSignInNameThatCanBeNobodysIsTheModelsRefusal() async throws {
        let bench = try await Bench()
        func refusal(_ ending: String, at member: String) -> CognitoError {
            CognitoError(
                .invalidParameter,
                "1 validation error detected: Value at '\(member)' failed to satisfy constraint: "
                    + ending)
        }
        let visible =
            "Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+"
        for name in ["a b@example.com", "alice@example.com\0zz", "a\u{1B}@example.com"] {
            await #expect(throws: refusal(visible, at: "username")) {
                try await bench.signIn(name)
            }
        }
        let tooLong = "Member must have length less than or equal to"
        await #expect(throws: refusal(tooLong + " 128", at: "username")) {
            try await bench.signIn(String(repeating: "a", count: 129))
        }
        await #expect(throws: refusal(tooLong + " 256", at: "password")) {
            try await bench.signIn(password: String(repeating: "a", count: 257))
        }
        await #expect(throws: refusal(visible, at: "username")) {
            try await bench.pool.perform(
                RespondToAuthChallenge.Input(
                    clientId: bench.client, challengeName: "SMS_MFA",
                    session: "invented-session-of-length", challengeResponses: ["USERNAME": "\0"]))
        }
        #expect(try await bench.fetch("SELECT count(*) FROM lockout") == "0")
    }

    @Test func whatFollowsANULIsNotForgotten() async throws {
        let bench = try await Bench()
        try await bench.register("nul@x.com")
        await #expect { () async throws in
            try await bench.signIn("nul@x.com\0zz")
        } throws: { ($0 as? CognitoError)?.code == .invalidParameter }
        for value in ["a\0b", "\u{1F}", "line\nbreak"] {
            await #expect(
                throws: CognitoError(
                    .invalidParameter,
                    "1 validation error detected: Value at 'userAttributes.1.member.value' failed "
                        + "to satisfy constraint: Member must satisfy regular expression pattern: "
                        + "[^\\x00-\\x1F]*")
            ) { try await bench.signUp(attributes: [AttributeType(name: "name", value: value)]) }
        }
        _ = try await bench.signUp(attributes: [AttributeType(name: "name", value: "")])
    }

    @Test func namesThatCanBeNobodysAreNeverNormalised() throws {
        for text in [Self.marks, Self.letters, "a@b.c\0", "a\nb@example.com"] {
            #expect(throws: CognitoError.self) { try UserName(text) }
            #expect(EmailAddress.masked(text) == "***")
        }
        #expect(try UserName(" E\u{301}@X.com ").key == "\u{E9}@x.com")
    }

    @Test func anEndlessPasswordIsHashedByNobody() async throws {
        let hasher = PasswordHasher(
            parameters: try .init(memoryKiB: 8, iterations: 1, parallelism: 1), random: .system,
            queue: BoundedQueue(label: "test", width: 1, depth: 1), report: { _ in })
        await #expect(throws: CognitoError.somethingWentWrong) {
            try await hasher.hash(Self.marks)
        }
        let stored = try await hasher.hash("a")
        #expect(try await hasher.check(Self.marks, against: stored) == .wrong)
        #expect(try await hasher.check("a", against: stored) == .right)
    }

    @Test func theAddressIsStoredAsItSignsIn() async throws {
        let bench = try await Bench()
        _ = try await bench.signUp(
            attributes: [AttributeType(name: "email", value: " Alice@example.com\u{2003}")])
        #expect(
            try await bench.fetch("SELECT value FROM attribute WHERE name = 'email'")
                == "alice@example.com")
        #expect(bench.inbox.newest(for: "alice@example.com")?.recipient == "alice@example.com")
    }

    @Test func aMistypedCodeIsNotRepeated() async throws {
        let bench = try await Bench()
        await #expect { () async throws in
            try await bench.confirm(code: "123 456")
        } throws: { ($0 as? CognitoError).map { !$0.message.contains("123") } == true }
    }
}
