import Cryptography

/// What a challenge shows of a user who doesn't exist: the same for the same name every time, and
/// in the form of real users' values.
struct SRPPretence: Sendable {
    let secrets: PoolSecrets
    let poolID: String
    let names: NameRules

    func salt(of name: UserName) -> [UInt8] {
        var salt = Array(hash("salt", name).prefix(Limits.saltBytes))
        salt[0] |= 0x01
        return salt
    }

    /// Shaped like a `sub` where the pool draws usernames; else the name itself.
    func username(of name: UserName) -> String {
        guard names.drawsUsername else { return name.text }
        return SecureRandom { [bytes = hash("username", name)] buffer in
            for index in buffer.indices { buffer[index] = bytes[index % bytes.count] }
        }.uuid()
    }

    /// A number of the group whose logarithm nobody knows.
    func verifier(of name: UserName) -> [UInt8] {
        (0..<SRPGroup.modulusBytes / SHA256.byteCount).flatMap { hash("verifier \($0)", name) }
    }

    private func hash(_ what: String, _ name: UserName) -> [UInt8] {
        secrets.keyedHash(of: name.key, for: "srp pretence\n\(poolID)\n\(what)")
    }
}
