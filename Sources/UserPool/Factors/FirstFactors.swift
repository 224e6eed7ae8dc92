/// Which first factors the pool lets whom choose.
struct FirstFactors: Sendable {
    let policy: UserPoolPolicy

    var allowsPassword: Bool { allowed.contains(.password) }
    var allowsEmail: Bool { allowed.contains(.emailOTP) }
    /// Whether an account needs no password.
    var allowsCodes: Bool { allowed.contains { $0 != .password } }

    private var allowed: [FirstFactor] { policy.policies.signInPolicy.allowedFirstAuthFactors }

    /// What the pool allows and the user has.
    func configured(_ user: UserRecord, _ attributes: [String: String]) -> [FirstFactor] {
        allowed.filter { factor in
            switch factor {
            case .password: user.passwordHash != nil
            case .emailOTP: attributes["email_verified"] == "true"
            case .smsOTP: attributes["phone_number_verified"] == "true"
            }
        }
    }
}
