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
    func cachedKey(id: String) -> VerificationKey? {
        current.withLock { $0 }
    }

    func key(id: String) async throws(TokenError) -> VerificationKey? {
        cachedKey(id: id)
    }
}
