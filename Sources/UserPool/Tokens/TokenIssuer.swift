import CognitoAPI
import Cryptography
import JSONWebToken
import StrictJSON

/// Makes the token pair of a session with Cognito's claims: each token has a key of its own, an
/// access token never holds an e-mail address, and `origin_jti` and `auth_time` stay the same over
/// all refreshes.
struct TokenIssuer: Sendable {
    /// Who signed in, with which client, and what is known of him.
    struct Subject: Sendable {
        let user: UserRecord
        let attributes: [String: String]
        let groups: GroupClaims
        let session: SessionRecord
        let client: AppClient
    }

    /// The scope of every sign-in through the API; access-token operations demand it.
    static let scope = "aws.cognito.signin.user.admin"

    private let keys: PoolKeys
    private let issuer: String
    private let queue: BoundedQueue
    private let random: SecureRandom
    private let clock: WallClock

    init(
        keys: PoolKeys, issuer: String, queue: BoundedQueue, random: SecureRandom,
        clock: @escaping WallClock
    ) {
        self.keys = keys
        self.issuer = issuer
        self.queue = queue
        self.random = random
        self.clock = clock
    }

    /// Both tokens, signed on the signing queue (about 1 ms each).
    func issue(
        for subject: Subject, refreshToken: String? = nil
    ) async throws(CognitoError) -> AuthenticationResult {
        let now = clock() / 1_000
        let access = accessClaims(subject, now: now)
        let id = idClaims(subject, now: now)
        let pair: (String, String)?
        do {
            pair = try await queue.run { [keys] in
                guard let access = try? keys.access.sign(claims: access),
                    let id = try? keys.id.sign(claims: id)
                else { return nil }
                return (access, id)
            }
        } catch {
            throw CognitoError(.tooManyRequests, .rateExceeded)
        }
        guard let pair else { throw CognitoError.somethingWentWrong }
        return AuthenticationResult(
            accessToken: pair.0, expiresIn: Int(clamping: subject.client.policy.accessTokenSeconds),
            refreshToken: refreshToken, idToken: pair.1)
    }

    private func accessClaims(_ subject: Subject, now: Int64) -> JSONObject {
        var claims = commonClaims(subject, use: .access, now: now)
        claims["client_id"] = .string(subject.client.id)
        claims["scope"] = .string(Self.scope)
        claims["username"] = .string(subject.user.username)
        if let key = subject.session.deviceKey { claims["device_key"] = .string(key) }
        claims["exp"] = .integer(now + subject.client.policy.accessTokenSeconds)
        subject.groups.write(into: &claims, withRoles: false)
        return claims
    }

    private func idClaims(_ subject: Subject, now: Int64) -> JSONObject {
        var claims = commonClaims(subject, use: .id, now: now)
        claims["aud"] = .string(subject.client.id)
        claims["cognito:username"] = .string(subject.user.username)
        claims["exp"] = .integer(now + subject.client.policy.idTokenSeconds)
        subject.groups.write(into: &claims, withRoles: true)
        for (name, value) in subject.attributes.sorted(by: { $0.key < $1.key })
        where name != "sub" && subject.client.canRead(name) {
            claims[name] = Self.claim(name, value)
        }
        return claims
    }

    private func commonClaims(_ subject: Subject, use: TokenUse, now: Int64) -> JSONObject {
        var claims: JSONObject = [
            "sub": .string(subject.user.sub), "iss": .string(issuer),
            "event_id": .string(subject.session.eventID), "token_use": .string(use.rawValue),
            "auth_time": .integer(subject.session.authTime), "iat": .integer(now),
        ]
        if subject.client.policy.enableTokenRevocation {
            claims["origin_jti"] = .string(subject.session.originJTI)
            claims["jti"] = .string(random.uuid())
        }
        return claims
    }

    /// Attributes are strings, but for the verified flags and the address (OpenID Connect Core 5.1).
    private static func claim(_ name: String, _ value: String) -> JSONValue {
        if StandardAttribute.verifiedFlags.contains(name) { return .bool(value == "true") }
        return name == "address" ? ["formatted": .string(value)] : .string(value)
    }
}
