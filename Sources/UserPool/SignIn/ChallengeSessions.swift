import CognitoAPI
import Cryptography
import Foundation
import GRDB

/// The `Session` between the steps of a sign-in: opaque random, kept as a keyed hash, good for one
/// right answer within the client's AuthSessionValidity.
struct ChallengeSessions: Sendable {
    /// A session that may be answered.
    struct Open: Sendable {
        let mac: Data
        let state: ChallengeState
        /// Nil for nobody.
        let user: UserRecord?
    }

    let secrets: PoolSecrets
    let random: SecureRandom

    /// A new session's text; `state` waits for its answer.
    func begin(
        _ state: ChallengeState, client: AppClient, now: Int64, _ db: Database
    ) throws -> String {
        let text = newText()
        try save(state, text, client: client, now: now, db)
        return text
    }

    /// The session of a user who has just confirmed his account: with it his first sign-in needs no
    /// further proof, where the client has choice-based sign-in.
    func begin(
        afterConfirming user: UserRecord, client: AppClient, now: Int64, _ db: Database
    ) throws -> String? {
        try begin(.confirmed, forUser: user.id, client: client, now: now, db)
    }

    /// A session of an account that is being made; nil for a client without choice-based sign-in.
    func begin(
        _ stage: ChallengeName, forUser id: Int64, client: AppClient, now: Int64, _ db: Database
    ) throws -> String? {
        guard client.policy.explicitAuthFlows.contains(.choice),
            let user = try UserRecord.find(id: id, db)
        else { return nil }
        let state = ChallengeState(
            challenge: stage, nameKey: user.username, user: user, lockoutName: user.sub)
        return try begin(state, client: client, now: now, db)
    }

    /// For a state that has to know its session's text.
    func newText() -> String { Base64URL.encode(random.bytes(Limits.sessionBytes)) }

    func save(
        _ state: ChallengeState, _ text: String, client: AppClient, now: Int64, _ db: Database
    ) throws {
        let json = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
        try db.execute(
            sql: "INSERT INTO challenge_session VALUES (?, ?, ?, ?, ?, NULL)",
            arguments: [
                mac(text), client.id, state.userID, json,
                now + client.policy.authSessionMilliseconds,
            ])
    }

    /// The session of that text, if it waits for the answer to one of `challenges`.
    ///
    /// The user's row must still be as it was when the session began.
    func find(
        mac: Data, _ challenges: Set<ChallengeName>, client: AppClient, now: Int64, _ db: Database
    ) throws -> Result<Open, CognitoError> {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM challenge_session WHERE mac = ? AND client_id = ?",
            arguments: [mac, client.id])
        guard let row else { return .failure(CognitoError(.notAuthorized, .invalidSession)) }
        guard row["used_at"] as Int64? == nil else {
            return .failure(CognitoError(.notAuthorized, .sessionUsed))
        }
        guard now < row["expires_at"] as Int64 else {
            return .failure(CognitoError(.notAuthorized, .sessionExpired))
        }
        let json = Data((row["state"] as String).utf8)
        let state = try JSONDecoder().decode(ChallengeState.self, from: json)
        let user = try state.userID.flatMap { try UserRecord.find(id: $0, db) }
        guard challenges.contains(state.challenge),
            user.map(ChallengeState.standing) == state.standing
        else { return .failure(CognitoError(.notAuthorized, .invalidSession)) }
        return .success(Open(mac: mac, state: state, user: user))
    }

    /// The same, for an answer that names its user.
    func find(
        _ text: String, _ challenge: ChallengeName, of name: UserName, client: AppClient,
        now: Int64, _ db: Database
    ) throws -> Result<Open, CognitoError> {
        let found = try find(mac: mac(text), [challenge], client: client, now: now, db)
        guard case .success(let open) = found else { return found }
        let isSame =
            try open.state.nameKey == name.key
            || (open.user != nil
                && UserRecord.find(name, in: client.poolID, db)?.id == open.user?.id)
        return isSame ? found : .failure(CognitoError(.notAuthorized, .invalidSession))
    }

    /// Puts a session with a changed state in this one's place, for operations that name no client.
    ///
    /// - Parameter change: gets the state and the user; when it refuses, the session stays.
    func advance(
        _ text: String, _ challenges: Set<ChallengeName>, clients: ClientDirectory, now: Int64,
        _ db: Database,
        _ change: (inout ChallengeState, UserRecord) throws -> Result<Void, CognitoError>
    ) throws -> Result<String, CognitoError> {
        guard let client = try? clientID(of: text, db).map(clients.client) else {
            return .failure(CognitoError(.notAuthorized, .invalidSession))
        }
        let found = try find(mac: mac(text), challenges, client: client, now: now, db)
        guard case .success(let open) = found, let user = open.user else {
            return found.flatMap { _ in .failure(CognitoError(.notAuthorized, .invalidSession)) }
        }
        var state = open.state
        let verdict = try change(&state, user)
        if case .failure(let refusal) = verdict { return .failure(refusal) }
        try spend(text, now: now, db)
        return .success(try begin(state, client: client, now: now, db))
    }

    /// Whose session of that text it is, if there is one.
    func clientID(of text: String, _ db: Database) throws -> String? {
        guard text.utf8.count == Self.textBytes else { return nil }
        return try String.fetchOne(
            db, sql: "SELECT client_id FROM challenge_session WHERE mac = ?",
            arguments: [mac(text)])
    }

    /// In base64url without padding.
    private static let textBytes = Limits.sessionBytes / 3 * 4

    /// The answer was right: no other one is taken.
    func spend(_ text: String, now: Int64, _ db: Database) throws {
        try spend(mac: mac(text), now: now, db)
    }

    func spend(mac: Data, now: Int64, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE challenge_session SET used_at = ? WHERE mac = ?", arguments: [now, mac])
    }

    /// The user's session that began last, of those that haven't been answered and that `isMeant`.
    func newest(
        of user: UserRecord, client: AppClient, _ db: Database,
        where isMeant: (ChallengeState) -> Bool
    ) throws -> Data? {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT mac, state FROM challenge_session
                WHERE user_id = ? AND client_id = ? AND used_at IS NULL
                ORDER BY expires_at DESC LIMIT ?
                """,
            arguments: [user.id, client.id, Limits.sessionsLookedAt])
        return try rows.first { row in
            let json = Data((row["state"] as String).utf8)
            return isMeant(try JSONDecoder().decode(ChallengeState.self, from: json))
        }?["mac"]
    }

    /// What is kept of a session's text.
    func mac(_ text: String) -> Data {
        Data(secrets.keyedHash(of: text, for: "challenge session"))
    }
}
