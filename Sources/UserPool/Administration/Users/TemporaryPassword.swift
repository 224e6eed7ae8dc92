import CognitoAPI
import Cryptography

/// Passwords that an administrator gives: made up where he names none.
struct TemporaryPassword: Sendable {
    let policy: PasswordPolicy
    let random: SecureRandom

    private static let letters = Array("abcdefghijkmnpqrstuvwxyz".utf8)
    private static let capitals = Array("ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
    private static let digits = Array("23456789".utf8)
    private static let symbols = Array("!#%*+-=?_".utf8)

    /// - Throws: `InvalidPasswordException` for a given one that breaks the policy.
    func choose(_ given: String?) throws(CognitoError) -> String {
        guard let given, !given.isEmpty else { return made() }
        try policy.demand(given, refusal: "Password did not conform with password policy: ")
        return given
    }

    /// Letters that nobody confuses, with one of each kind that any policy may demand, each time at
    /// another place; as long as the policy wants it.
    private func made() -> String {
        let all = Self.letters + Self.capitals + Self.digits
        let count = max(Limits.temporaryPasswordLength, policy.minimumLength)
        let kinds = [Self.letters, Self.capitals, Self.digits, Self.symbols]
        var drawn = Array(random.string(count - kinds.count, from: all).utf8)
        for kind in kinds {
            let place = Int(random.bytes(1).first ?? 0) % (drawn.count + 1)
            drawn.insert(contentsOf: random.string(1, from: kind).utf8, at: place)
        }
        return String(decoding: drawn, as: UTF8.self)
    }
}
