import CognitoAPI
import JSONWebToken
import Synchronization

/// The e-mail address of a session's user: an access token has none, so it is asked for and kept.
final class EmailAddresses: Sendable {
    /// How many users are remembered before all are forgotten: about 100 bytes each.
    static let capacity = 10_000
    /// Seconds after which an address is asked for again: it can be changed.
    static let life: Int64 = 300

    private struct Entry {
        let address: String?
        let until: Int64
    }

    private let service: any CognitoService
    private let now: @Sendable () -> Int64
    private let known = Mutex<[String: Entry]>([:])

    init(service: any CognitoService, now: @escaping @Sendable () -> Int64) {
        self.service = service
        self.now = now
    }

    /// The address, or nil where there is none or nobody answers.
    func address(of session: Session) async -> String? {
        if let email = session.verified.email { return email }
        if session.verified.username.contains("@") { return session.verified.username }
        let subject = session.verified.subject
        if let entry = known.withLock({ $0[subject] }), entry.until > now() { return entry.address }
        guard let user = try? await service.perform(GetUser.Input(accessToken: session.token))
        else {
            return nil
        }
        let address = user.userAttributes.first { $0.name == "email" }?.value
        remember(address, of: subject)
        return address
    }

    private func remember(_ address: String?, of subject: String) {
        let entry = Entry(address: address, until: now() + Self.life)
        known.withLock { known in
            if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
            known[subject] = entry
        }
    }
}
