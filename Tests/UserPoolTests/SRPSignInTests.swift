import CognitoAPI
import Cryptography
import Foundation
import JSONWebToken
import Testing

@testable import UserPool

@Suite struct SRPSignInTests {
    private let wrong = CognitoError(.notAuthorized, "Incorrect username or password.")

    private func bench() async throws -> Bench {
        try await Bench {
            $0.userPoolClient.explicitAuthFlows = [.password, .refresh, .srp]
        }
    }

    @Test func theRightPasswordSignsInAndAnotherOneDoesNot() async throws {
        let bench = try await bench()
        let sub = try await bench.register()
        let output = try await bench.signInBySRP("ALICE@example.com")
        #expect(output.challengeParameters == [:])
        let token = try await bench.claims(output.authenticationResult?.accessToken, .access)
        #expect(token.subject == sub)
        await #expect(throws: wrong) { try await bench.signInBySRP(password: "Wrong-pass-1") }
    }

    @Test func theFirstStepShowsWhatCognitoShows() async throws {
        let bench = try await bench()
        let sub = try await bench.register()
        let challenge = try await bench.beginSRP("alice@example.com", try SRPClient())
        #expect(
            Set(challenge.keys)
                == ["SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP"])
        #expect(challenge["USERNAME"] == sub && challenge["USER_ID_FOR_SRP"] == sub)
        #expect(challenge["SALT"]?.count == 32)
    }

    @Test func aBlockTakesOneAnswer() async throws {
        let bench = try await bench()
        try await bench.register()
        let client = try SRPClient()
        let challenge = try await bench.beginSRP("alice@example.com", client)
        let right = try bench.proof(challenge, Bench.password, client)
        let other = try bench.proof(challenge, "Wrong-pass-1", client)
        await #expect(throws: wrong) { try await bench.respond("PASSWORD_VERIFIER", other) }
        await #expect(throws: wrong) { try await bench.respond("PASSWORD_VERIFIER", right) }
        try await bench.signInBySRP()
    }

    @Test func aStaleProofIsRefused() async throws {
        let bench = try await bench()
        try await bench.register()
        for offset in [-301.0, 301] {
            let client = try SRPClient()
            let challenge = try await bench.beginSRP("alice@example.com", client)
            let answer = try bench.proof(challenge, Bench.password, client, at: offset)
            await #expect(throws: wrong) { try await bench.respond("PASSWORD_VERIFIER", answer) }
        }
        let client = try SRPClient()
        let challenge = try await bench.beginSRP("alice@example.com", client)
        bench.clock.advance(seconds: 180)
        let late = try bench.proof(challenge, Bench.password, client)
        await #expect(throws: CognitoError(.notAuthorized, .sessionExpired)) {
            try await bench.respond("PASSWORD_VERIFIER", late)
        }
    }

    @Test func aBlockIsOneUsersAndOneClients() async throws {
        let bench = try await bench()
        try await bench.register()
        let other = try await bench.register("bob@example.com")
        let client = try SRPClient()
        let challenge = try await bench.beginSRP("alice@example.com", client)
        var answer = try bench.proof(challenge, Bench.password, client)
        answer["USERNAME"] = other
        await #expect(throws: wrong) { try await bench.respond("PASSWORD_VERIFIER", answer) }

        let stranger = try await self.bench()
        try await stranger.register()
        let foreign = try await stranger.beginSRP("alice@example.com", client)
        let proof = try bench.proof(foreign, Bench.password, client)
        await #expect(throws: wrong) { try await bench.respond("PASSWORD_VERIFIER", proof) }
    }

    @Test func anAliasMayStandInTheSecondStep() async throws {
        let bench = try await bench()
        try await bench.register()
        let client = try SRPClient()
        let challenge = try await bench.beginSRP("alice@example.com", client)
        var answer = try bench.proof(challenge, Bench.password, client)
        answer["USERNAME"] = "Alice@example.com"
        try await bench.respond("PASSWORD_VERIFIER", answer)
    }

    @Test(arguments: ["0", "00", "zz", SRPMathTests.modulus])
    func aNumberThatProvesNothingIsRefused(number: String) async throws {
        let bench = try await bench()
        try await bench.register()
        let refusal = CognitoError(.invalidParameter, "Invalid SRP_A")
        await #expect(throws: refusal) {
            try await bench.beginSRP("alice@example.com", try SRPClient(), ["SRP_A": number])
        }
    }

    @Test func nobodyLooksLikeSomebody() async throws {
        let bench = try await bench()
        try await bench.register()
        let client = try SRPClient()
        let first = try await bench.beginSRP("nobody@example.com", client)
        let second = try await bench.beginSRP("NOBODY@example.com", client)
        #expect(first["SALT"] == second["SALT"] && first["SALT"]?.count == 32)
        #expect(first["USERNAME"] == second["USERNAME"])
        #expect(first["USERNAME"]?.count == 36 && first["SRP_B"] != second["SRP_B"])
        let other = try await bench.beginSRP("nemo@example.com", client)
        #expect(first["SALT"] != other["SALT"] && first["USERNAME"] != other["USERNAME"])
        let proof = try bench.proof(first, Bench.password, client)
        await #expect(throws: wrong) { try await bench.respond("PASSWORD_VERIFIER", proof) }
    }

    @Test func underLegacyNobodyIsNamedAtOnce() async throws {
        let bench = try await Bench {
            $0.userPoolClient.explicitAuthFlows = [.srp]
            $0.userPoolClient.preventUserExistenceErrors = .legacy
        }
        await #expect(throws: CognitoError(.userNotFound, "User does not exist.")) {
            try await bench.beginSRP("nobody@example.com", try SRPClient())
        }
    }

    @Test func proofsAndPasswordsShareOneLock() async throws {
        let bench = try await bench()
        try await bench.register()
        for _ in 0..<3 {
            await #expect(throws: wrong) { try await bench.signInBySRP(password: "Wrong-pass-1") }
        }
        for _ in 0..<2 {
            await #expect(throws: wrong) { try await bench.signIn(password: "Wrong-pass-1") }
        }
        let locked = CognitoError(.notAuthorized, "Password attempts exceeded", retryAfter: 1)
        await #expect(throws: locked) { try await bench.signInBySRP() }
        bench.clock.advance(seconds: 1)
        try await bench.signInBySRP()
        #expect(try await bench.fetch("SELECT count(*) FROM lockout") == "0")
    }

    @Test func aVerifierIsMadeByTheNextPasswordSignIn() async throws {
        let old = try await Bench()
        try await old.register()
        #expect(try await old.fetch("SELECT count(*) FROM srp_verifier") == "0")
        let bench = try await old.reopened {
            $0.userPoolClient.explicitAuthFlows = [.password, .srp]
        }
        await #expect(throws: wrong) { try await bench.signInBySRP() }
        try await bench.signIn()
        try await bench.signInBySRP()
    }

    @Test func aNewPasswordRetiresTheOldVerifier() async throws {
        let bench = try await bench()
        try await bench.register()
        _ = try await bench.forgot()
        try await bench.reset(code: bench.inbox.newest(for: "alice@example.com")?.code ?? "")
        await #expect(throws: wrong) { try await bench.signInBySRP() }
        try await bench.signInBySRP(password: "Battery-staple-8")
        // Somebody who sets the hash alone, as an administrator's tool might.
        let other = try await bench.fetch("SELECT password_hash FROM user")
        try await bench.edit("UPDATE user SET password_hash = '\(other ?? "")x'")
        await #expect(throws: wrong) { try await bench.signInBySRP(password: "Battery-staple-8") }
    }

    @Test func aRenewedHashKeepsSRPWorking() async throws {
        let old = try await bench()
        try await old.register()
        let bench = try await old.reopened { $0.passwordHashing.iterations = 2 }
        try await bench.signIn()
        try await bench.signInBySRP()
    }

    @Test func theVerifierIsNotInTheFile() async throws {
        let bench = try await bench()
        let sub = try await bench.register()
        let salt = try await bench.fetch("SELECT hex(salt) FROM srp_verifier") ?? ""
        let verifier = try SRPServer(group: SRPGroup()).verifier(
            .user(sub, poolID: bench.pool.id), password: Bench.password,
            salt: Hex.decode(salt) ?? [])
        #expect(try bench.bytes().range(of: Data(verifier.prefix(16))) == nil)
    }

    @Test(arguments: [
        ("status = 'UNCONFIRMED'", CognitoError(.userNotConfirmed, "User is not confirmed.")),
        ("enabled = FALSE", CognitoError(.notAuthorized, "User is disabled.")),
        (
            "status = 'RESET_REQUIRED'",
            CognitoError(.passwordResetRequired, "Password reset required for the user")
        ),
    ])
    func theUsersStateRefusesAfterTheProof(change: String, refusal: CognitoError) async throws {
        let bench = try await bench()
        try await bench.register()
        try await bench.edit("UPDATE user SET \(change)")
        await #expect(throws: refusal) { try await bench.signInBySRP() }
        await #expect(throws: wrong) { try await bench.signInBySRP(password: "Wrong-pass-1") }
    }

    @Test func parallelProofsAllWork() async throws {
        let bench = try await bench()
        try await bench.register()
        let done = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { (try? await bench.signInBySRP()) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 8)
    }
}

@Suite struct ClaimTimestampTests {
    @Test func cognitosFormIsRead() {
        #expect(ClaimTimestamp.read("Tue Apr 1 09:05:07 UTC 2025") == 1_743_498_307_000)
        #expect(ClaimTimestamp.read("Thu Jan 1 00:00:00 UTC 1970") == 0)
        #expect(ClaimTimestamp.read("Thu Feb 29 23:59:59 UTC 2024") == 1_709_251_199_000)
    }

    @Test(arguments: [
        "", "Tue Apr 01 09:05:07 UTC 2025", "Wed Apr 1 09:05:07 UTC 2025",
        "Tue Apr 1 9:05:07 UTC 2025", "Tue Apr 1 24:05:07 UTC 2025", "Tue Apr 1 09:05:07 GMT 2025",
        "tue apr 1 09:05:07 UTC 2025", "Wed Feb 29 09:05:07 UTC 2023",
        "Tue Apr 1 09:05:07 UTC 2025 ", "Tue Apr ١ 09:05:07 UTC 2025",
    ])
    func otherFormsAreNot(text: String) {
        #expect(ClaimTimestamp.read(text) == nil)
    }
}
