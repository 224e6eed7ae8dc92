import CognitoAPI
import Cryptography
import Testing

@testable import UserPool

@Suite struct RefreshTokenFormTests {
    private func hash(of token: String?) -> String {
        Hex.encode(SHA256.hash(Array((token ?? "").utf8))).uppercased()
    }

    @Test func theFileHoldsNoHashThatNeedsNoKey() async throws {
        let bench = try await Bench()
        try await bench.register()
        let tokens = try await bench.signIn()
        let stored = try await bench.fetch("SELECT hex(hash) FROM refresh_token")
        #expect(stored?.count == 64 && stored != hash(of: tokens.refreshToken))
    }

    /// The first release stored the plain SHA-256.
    @Test func anOlderTokenWorksOnAndIsKeyed() async throws {
        let bench = try await Bench()
        try await bench.register()
        let token = try await bench.signIn().refreshToken
        let stored = try await bench.fetch("SELECT hex(hash) FROM refresh_token")
        let plain = hash(of: token)
        try await bench.edit("UPDATE refresh_token SET hash = x'\(plain)', is_keyed = FALSE")
        let again = try await bench.reopened()
        _ = try await again.refresh(token)
        #expect(try await again.fetch("SELECT hex(hash) FROM refresh_token") == stored)
        #expect(try await again.fetch("SELECT 1 FROM refresh_token WHERE NOT is_keyed") == nil)
    }
}
