import CognitoAPI
import HTTPRouting
import HTTPWire
import JSONWebToken
import StrictJSON
import Synchronization

/// What is known of a session's user beside the token's claims.
struct Profile: Sendable, Equatable {
    var email: String?
    var name: String?
}

/// The e-mail addresses and names of users: an access token has neither, so they are asked for and
/// kept.
///
/// A user is asked about once, however many requests wait for it, and a service that doesn't answer
/// is left alone for a while: a greeting must not cost what a sign-in needs.
final class Profiles: Sendable {
    /// What a route wants to know.
    enum Need: Sendable {
        case email
        case emailAndName
    }

    private enum Entry {
        case known(Profile, until: Int64)
        case asked(Task<Profile, Never>)
    }

    private let service: any CognitoService
    private let issuer: String
    private let now: @Sendable () -> Int64
    private let entries = Mutex<[String: Entry]>([:])

    /// - Parameter issuer: whose users the service knows; it isn't asked about others.
    init(
        service: any CognitoService, issuer: String, now: @escaping @Sendable () -> Int64
    ) {
        self.service = service
        self.issuer = issuer
        self.now = now
    }

    /// The link that leaves the profile on the request; behind `authenticate`. It waits only for
    /// users that aren't known yet.
    func find(_ need: Need) -> Middleware {
        .gate { request in
            let session = try request.session()
            switch self.entry(for: session, need) {
            case .known(let profile, _):
                request[ProfileKey.self] = profile
                return nil
            case .asked(let answer):
                return { request in
                    var request = request
                    request[ProfileKey.self] = await answer.value
                    return request
                }
            }
        }
    }

    private func entry(for session: Session, _ need: Need) -> Entry {
        let verified = session.verified
        let own = Profile(verified)
        let isEnough = own.email != nil && (need == .email || own.name != nil)
        guard verified.tokenUse == .access, !isEnough, verified.issuer == issuer
        else { return .known(own, until: .max) }
        let now = now()
        return entries.withLock { entries in
            switch entries[verified.subject] {
            case .known(let profile, let until)? where until > now:
                return .known(profile, until: until)
            case .asked(let answer)?: return .asked(answer)
            default: break
            }
            if entries.count >= AuthLimits.knownProfiles { entries.removeAll() }
            let entry = Entry.asked(Task { await self.ask(session) })
            entries[verified.subject] = entry
            return entry
        }
    }

    /// What the service says, or as much as the token does when nobody answers in time.
    private func ask(_ session: Session) async -> Profile {
        let user = await InTime.value(within: AuthLimits.profileWait) { [service] in
            try await service.perform(GetUser.Input(accessToken: session.token))
        }
        var profile = Profile(session.verified)
        for attribute in user?.userAttributes ?? [] {
            if attribute.name == "email" { profile.email = attribute.value }
            if attribute.name == "name" { profile.name = attribute.value }
        }
        let found = profile
        let life = user == nil ? AuthLimits.unknownProfileLife : AuthLimits.profileLife
        let until = now() + life
        entries.withLock { $0[session.verified.subject] = .known(found, until: until) }
        return found
    }
}

private enum ProfileKey: RequestContextKey {
    typealias Value = Profile
}

extension Request {
    /// What `Profiles.find` left.
    var profile: Profile { self[ProfileKey.self] ?? Profile() }
}

extension Profile {
    /// What the token itself says. A user name that is an address is one.
    init(_ verified: VerifiedToken) {
        let isAddress = verified.username.utf8.contains(UInt8(ascii: "@"))
        self.init(
            email: verified.email ?? (isAddress ? verified.username : nil),
            name: verified.tokenUse == .id ? verified.claims["name"]?.stringValue : nil)
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
