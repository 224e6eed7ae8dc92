import CognitoAPI
import Foundation

@testable import UserPool

extension Bench {
    /// The code that an app with this secret shows.
    func appCode(_ secretCode: String?, steps: Int64 = 0) -> String {
        TimeCode.code(Self.base32(secretCode ?? ""), step: TimeCode.step(at: clock.now) + steps)
    }

    /// A signed-in user's authenticator app; the secret.
    func associate(_ accessToken: String?) async throws(CognitoError) -> String {
        let output = try await pool.perform(AssociateSoftwareToken.Input(accessToken: accessToken))
        return output.secretCode ?? ""
    }

    /// Sets up an authenticator app and turns it on; the secret.
    @discardableResult
    func turnOnApp(
        _ accessToken: String?, preferred: Bool = false
    ) async throws(CognitoError) -> String {
        let secret = try await associate(accessToken)
        _ = try await pool.perform(
            VerifySoftwareToken.Input(accessToken: accessToken, userCode: appCode(secret)))
        try await prefer(
            accessToken, softwareToken: MFASettings(enabled: true, preferredMfa: preferred))
        clock.advance(seconds: 30)
        return secret
    }

    func prefer(
        _ accessToken: String?, sms: MFASettings? = nil, softwareToken: MFASettings? = nil,
        email: MFASettings? = nil
    ) async throws(CognitoError) {
        _ = try await pool.perform(
            SetUserMFAPreference.Input(
                accessToken: accessToken ?? "", sms: sms, softwareToken: softwareToken,
                email: email))
    }

    /// The first step with a password, whatever comes of it.
    func begin(
        _ email: String = "alice@example.com", password: String = Bench.password,
        _ extra: [String: String] = [:]
    ) async throws(CognitoError) -> SignInOutput {
        try await pool.perform(
            InitiateAuth.Input(
                clientId: client, authFlow: "USER_PASSWORD_AUTH",
                authParameters: ["USERNAME": email, "PASSWORD": password].merging(extra) { $1 }))
    }

    private static func base32(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        let bits = text.utf8.flatMap { letter -> [Int] in
            let value = alphabet.firstIndex(of: letter) ?? 0
            return (0..<5).map { value >> (4 - $0) & 1 }
        }
        return (0..<bits.count / 8).map { byte in
            UInt8(bits[byte * 8..<byte * 8 + 8].reduce(0) { $0 << 1 | $1 })
        }
    }
}
