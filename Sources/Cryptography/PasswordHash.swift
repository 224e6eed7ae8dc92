/// An Argon2id hash as it is stored: parameters, salt and hash in PHC string format.
struct PasswordHash {
    let parameters: Argon2Parameters
    let salt: [UInt8]
    let hash: [UInt8]

    private static let scheme = "$argon2id$v=19$"

    /// `$argon2id$v=19$m=…,t=…,p=…$salt$hash` with unpadded base64.
    var phcString: String {
        let cost =
            "m=\(parameters.memoryKiB),t=\(parameters.iterations),p=\(parameters.parallelism)"
        let parts = [
            cost, Base64.encode(salt, padding: .absent), Base64.encode(hash, padding: .absent),
        ]
        return Self.scheme + parts.joined(separator: "$")
    }

    init(parameters: Argon2Parameters, salt: [UInt8], hash: [UInt8]) {
        self.parameters = parameters
        self.salt = salt
        self.hash = hash
    }

    /// Reads what `phcString` writes, that form and no other, within `CryptographyLimits`.
    init(phcString text: String) throws(CryptographyError) {
        guard text.utf8.count <= CryptographyLimits.passwordHashCharacters,
            text.hasPrefix(Self.scheme)
        else { throw .malformedPasswordHash }
        let parts = text.dropFirst(Self.scheme.count)
            .split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 3, let parameters = Self.parameters(parts[0]),
            let salt = Base64.decode(String(parts[1]), padding: .absent),
            let hash = Base64.decode(String(parts[2]), padding: .absent),
            CryptographyLimits.argon2SaltBytes.contains(salt.count),
            CryptographyLimits.argon2HashBytes.contains(hash.count)
        else { throw .malformedPasswordHash }
        self.init(parameters: parameters, salt: salt, hash: hash)
    }

    private static func parameters(_ text: Substring) -> Argon2Parameters? {
        let fields = text.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 3, let memory = number(fields[0], after: "m="),
            let iterations = number(fields[1], after: "t="),
            let parallelism = number(fields[2], after: "p=")
        else { return nil }
        return try? Argon2Parameters(
            memoryKiB: memory, iterations: iterations, parallelism: parallelism)
    }

    /// A decimal number without sign or leading zero behind its name.
    private static func number(_ field: Substring, after name: String) -> UInt32? {
        guard field.hasPrefix(name) else { return nil }
        let digits = field.dropFirst(name.count)
        return UInt32(digits).flatMap { String($0) == digits ? $0 : nil }
    }
}
