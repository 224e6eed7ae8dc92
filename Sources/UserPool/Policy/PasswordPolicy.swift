import CognitoAPI

/// What a password must have; Cognito's `PasswordPolicyType`.
package struct PasswordPolicy: Codable, Sendable, Equatable {
    /// Characters, 6 to 99.
    package var minimumLength = 8
    package var requireUppercase = true
    package var requireLowercase = true
    package var requireNumbers = true
    package var requireSymbols = true
    /// Days for which an administrator's temporary password signs in; 0 stands for 7.
    package var temporaryPasswordValidityDays = 7

    /// How many passwords, the present one included, can't be chosen again.
    package var passwordHistorySize = 0

    package init() {}

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        minimumLength = try members.value(.minimumLength, or: minimumLength)
        requireUppercase = try members.value(.requireUppercase, or: requireUppercase)
        requireLowercase = try members.value(.requireLowercase, or: requireLowercase)
        requireNumbers = try members.value(.requireNumbers, or: requireNumbers)
        requireSymbols = try members.value(.requireSymbols, or: requireSymbols)
        temporaryPasswordValidityDays = try members.value(
            .temporaryPasswordValidityDays, or: temporaryPasswordValidityDays)
        passwordHistorySize = try members.value(.passwordHistorySize, or: passwordHistorySize)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case minimumLength = "MinimumLength"
        case requireUppercase = "RequireUppercase"
        case requireLowercase = "RequireLowercase"
        case requireNumbers = "RequireNumbers"
        case requireSymbols = "RequireSymbols"
        case temporaryPasswordValidityDays = "TemporaryPasswordValidityDays"
        case passwordHistorySize = "PasswordHistorySize"
    }

    var faults: [String] {
        var faults: [String] = []
        if !(6...99).contains(minimumLength) {
            faults.append("PasswordPolicy.MinimumLength must be 6 to 99")
        }
        if !(0...365).contains(temporaryPasswordValidityDays) {
            faults.append("PasswordPolicy.TemporaryPasswordValidityDays must be 0 to 365")
        }
        if !(0...24).contains(passwordHistorySize) {
            faults.append("PasswordPolicy.PasswordHistorySize must be 0 to 24")
        }
        return faults
    }

    /// Milliseconds.
    var temporaryPasswordLife: Int64 {
        Int64(temporaryPasswordValidityDays == 0 ? 7 : temporaryPasswordValidityDays) * 86_400_000
    }

    /// The first rule that `password` breaks, in Cognito's order and words; nil when it conforms.
    ///
    /// Letters are a–z and A–Z only, as in Cognito; length counts code points.
    func complaint(about password: String) -> String? {
        let scalars = password.unicodeScalars
        if scalars.count < minimumLength { return "Password not long enough" }
        if requireUppercase, !scalars.contains(where: { ("A"..."Z").contains($0) }) {
            return "Password must have uppercase characters"
        }
        if requireLowercase, !scalars.contains(where: { ("a"..."z").contains($0) }) {
            return "Password must have lowercase characters"
        }
        if requireNumbers, !scalars.contains(where: { ("0"..."9").contains($0) }) {
            return "Password must have numeric characters"
        }
        if requireSymbols, !scalars.contains(where: Self.symbols.contains) {
            return "Password must have symbol characters"
        }
        return nil
    }

    /// - Parameter prefix: Cognito's words before the rule that is broken; each operation has its own.
    /// - Throws: `InvalidPasswordException`.
    func demand(_ password: String, refusal prefix: String) throws(CognitoError) {
        if let complaint = complaint(about: password) {
            throw CognitoError(.invalidPassword, prefix + complaint)
        }
    }

    private static let symbols = Set("^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-".unicodeScalars)
}
