import CognitoAPI
import JSONWebToken
import Synchronization

/// The e-mail address of a session's user: an access token has none, so it is asked for and kept.
///
/// A user is asked about once, however many requests wait for it, and a service that doesn't answer
/// is left alone for a while: a greeting must not cost what a sign-in needs.
final class EmailAddresses: Sendable {
    private enum Entry {
        case known(String?, until: Int64)
        case asked(Task<String?, Never>)
    }

    private let service: any CognitoService
    private let now: @Sendable () -> Int64
    private let entries = Mutex<[String: Entry]>([:])

    init(service: any CognitoService, now: @escaping @Sendable () -> Int64) {
        self.service = service
        self.now = now
    }

    /// The address, or nil where there is none or nobody answers in time.
    func address(of session: Session) async -> String? {
        if let email = session.verified.email { return email }
        if session.verified.username.contains("@") { return session.verified.username }
        switch entry(for: session) {
        case .known(let address, _): return address
        case .asked(let answer): return await answer.value
        }
    }

    private func entry(for session: Session) -> Entry {
        let now = now()
        return entries.withLock { entries in
            let subject = session.verified.subject
            switch entries[subject] {
            case .known(let address, let until)? where until > now:
                return .known(address, until: until)
            case .asked(let answer)?: return .asked(answer)
            default: break
            }
            if entries.count >= AuthLimits.knownAddresses { entries.removeAll() }
            let entry = Entry.asked(Task { await self.ask(session) })
            entries[subject] = entry
            return entry
        }
    }

    private func ask(_ session: Session) async -> String? {
        let user = await InTime.value(within: AuthLimits.addressWait) { [service] in
            try await service.perform(GetUser.Input(accessToken: session.token))
        }
        let address = user?.userAttributes.first { $0.name == "email" }?.value
        let life = user == nil ? AuthLimits.unknownAddressLife : AuthLimits.addressLife
        let until = now() + life
        entries.withLock { $0[session.verified.subject] = .known(address, until: until) }
        return address
    }
}

/// Waits for an answer, but not longer than it is worth.
enum InTime {
    /// The value, or nil when it fails or isn't there in time; the work is cancelled then.
    static func value<Value: Sendable>(
        within limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async -> Value? {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask { try? await work() }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
