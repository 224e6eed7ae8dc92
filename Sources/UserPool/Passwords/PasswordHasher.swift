import CognitoAPI
import Cryptography
import Foundation

/// Passwords to hashes and back to a verdict, on a bounded queue of its own, so that a login storm
/// can't starve the sockets.
struct PasswordHasher: Sendable {
    enum Verdict: Sendable, Equatable {
        case wrong
        case right
        /// Right, but hashed at another cost than today's.
        case rightButOutdated
    }

    private let parameters: Argon2Parameters
    private let random: SecureRandom
    private let queue: BoundedQueue
    private let report: @Sendable (PoolEvent) -> Void
    private let pause: @Sendable () async -> Void
    /// A hash that no password has: checking an unknown user's password costs the same work.
    private let dummy: String

    /// - Parameter pause: what a sign-in waits before it is told that there is no room.
    init(
        parameters: Argon2Parameters, random: SecureRandom, queue: BoundedQueue,
        report: @escaping @Sendable (PoolEvent) -> Void,
        pause: @escaping @Sendable () async -> Void = {
            try? await Task.sleep(for: Limits.refusalPause)
        }
    ) {
        self.pause = pause
        self.parameters = parameters
        self.random = random
        self.queue = queue
        self.report = report
        dummy = Argon2id.unmatchable(parameters: parameters, random: random)
    }

    /// - Throws: `TooManyRequestsException` when the queue is full.
    func hash(_ password: String) async throws(CognitoError) -> String {
        let salt = random.bytes(Argon2id.saltBytes)
        let hash = try await run { [parameters] in
            Self.bytes(of: password).flatMap {
                try? Argon2id.hash(password: $0, parameters: parameters, salt: salt)
            }
        }
        guard let hash else { throw CognitoError.somethingWentWrong }
        return hash
    }

    /// Lets a sign-in's refusal for want of room wait: a storm's clients ask again at once, and refusing
    /// alone would keep a core busy. Nobody else should have to wait for it meanwhile.
    func pause(before refusal: CognitoError) async {
        if refusal.code == .tooManyRequests { await pause() }
    }

    /// A place in the queue, for a check that something has to be written for first: in a storm what
    /// is refused is to cost next to nothing.
    ///
    /// - Throws: `TooManyRequestsException` when the queue is full.
    func place() throws(CognitoError) -> BoundedQueue.Place {
        do { return try queue.place() } catch {
            report(.overloaded)
            throw CognitoError(.tooManyRequests, .rateExceeded)
        }
    }

    /// Checks `password` against a stored hash; against the dummy when there is none.
    ///
    /// - Throws: `TooManyRequestsException` when there is no `place` and the queue is full, or the
    ///   caller's task is cancelled before its turn: nothing was checked then.
    func check(
        _ password: String, against stored: String?, in place: BoundedQueue.Place? = nil
    ) async throws(CognitoError) -> Verdict {
        let hash = stored ?? dummy
        return try await run(in: place) { [parameters] in
            guard let bytes = Self.bytes(of: password),
                (try? Argon2id.verify(password: bytes, phcString: hash)) == true, stored != nil
            else { return .wrong }
            let isCurrent = (try? Argon2id.parameters(of: hash)) == parameters
            return isCurrent ? .right : .rightButOutdated
        }
    }

    private func run<Value: Sendable>(
        in given: BoundedQueue.Place? = nil, _ work: @escaping @Sendable () -> Value
    ) async throws(CognitoError) -> Value {
        let place = if let given { given } else { try place() }
        do { return try await queue.run(in: place, work) } catch {
            throw CognitoError(.tooManyRequests, .rateExceeded)
        }
    }

    /// The whole password in NFC: the same characters are the same password on every keyboard. Nil
    /// for one that is too long to be anybody's: NFC takes time with the square of a run of marks.
    private static func bytes(of password: String) -> [UInt8]? {
        guard password.utf8.count <= Limits.passwordBytes else { return nil }
        return Array(password.precomposedStringWithCanonicalMapping.utf8)
    }
}
