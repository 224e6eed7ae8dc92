import CognitoAPI
import StrictJSON

/// Sets a password, for good or until the user chooses his own at the next sign-in. Sessions live on,
/// as in Cognito.
struct AdminSetUserPasswordOperation: AdminOperation {
    static let name = "AdminSetUserPassword"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        try desk.demandPool(input)
        let found = try await desk.user(input)
        let policy = parts.policy.userPool.policies.passwordPolicy
        let password = input.text("Password")
        try policy.demand(password, refusal: "Password does not conform to policy: ")
        try await PasswordHistory(parts).demandNew(password, for: found)
        let forms = try await parts.passwords.make(password, for: found.username)
        let isPermanent = input.flag("Permanent") ?? false
        let now = parts.clock()
        let sub: String = try await desk.change(input) { user, db in
            if isPermanent {
                try user.set(forms, now: now, db)
                try user.set(status: .confirmed, now: now, db)
            } else {
                try user.set(
                    temporary: forms, until: now + policy.temporaryPasswordLife, now: now, db)
            }
            try Lockout.clear(user.sub, db)
            return .success(user.sub)
        }
        parts.report(.administered(operation: Self.name, subject: sub))
        return [:]
    }
}
