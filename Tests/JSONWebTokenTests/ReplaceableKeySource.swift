import JSONWebToken
import StrictJSON
import Synchronization

/// One key that a test can take away or exchange.
final class ReplaceableKeySource: KeySource {
    private let current: Mutex<VerificationKey?>

    init(_ key: VerificationKey?) {
        current = Mutex(key)
    }

    func replace(with key: VerificationKey?) {
        current.withLock { $0 = key }
    }

    /// Whatever the id, so that only the signature can tell.
    func keyAtHand(id: String) throws(TokenError) -> VerificationKey? {
        guard let key = current.withLock({ $0 }) else { throw .unknownKey }
        return key
    }

    func key(id: String) async throws(TokenError) -> VerificationKey {
        guard let key = try keyAtHand(id: id) else { throw .unknownKey }
        return key
    }
}
