/// Which rule of the policy a password breaks, told by the ending of Cognito's text: the only part of
/// it that Cognito keeps the same over all operations.
enum PasswordRule: String, CaseIterable {
    case tooShort = "Password not long enough"
    case needsUppercase = "Password must have uppercase characters"
    case needsLowercase = "Password must have lowercase characters"
    case needsDigit = "Password must have numeric characters"
    case needsSymbol = "Password must have symbol characters"

    private var fault: (code: String, message: String) {
        switch self {
        case .tooShort: ("too_short", "The password is too short.")
        case .needsUppercase: ("needs_uppercase", "The password needs an upper case letter.")
        case .needsLowercase: ("needs_lowercase", "The password needs a lower case letter.")
        case .needsDigit: ("needs_digit", "The password needs a digit.")
        case .needsSymbol: ("needs_symbol", "The password needs a symbol.")
        }
    }

    /// What `/register` calls the password.
    static let field = "password"

    /// The fault of the field, or none where the text is not one of the known ones.
    static func faults(in text: String) -> [APIError.FieldFault] {
        allCases.filter { text.hasSuffix($0.rawValue) }.map(\.fault)
            .map { .init(field: field, code: $0.code, message: $0.message) }
    }
}
