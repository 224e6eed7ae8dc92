import Cryptography
import Storage

/// Why a pool can't be opened. A path and a reason, never a key or a stored value.
package enum UserPoolError: Error, Sendable, Equatable {
    case storage(StorageError)
    /// The policy contradicts itself or asks for what this pool can't do; every fault at once.
    case policy([String])
    /// The database is there but a key file isn't: new keys would void every token and code.
    case keyMissing(path: String)
    /// The key file is there but isn't a usable key.
    case keyUnusable(path: String)
    /// The revocation index refused what the pool had to tell it.
    case revocation(String)
    /// libcrypto can't do what sign-in needs.
    case cryptography(CryptographyError)
}

extension UserPoolError: CustomStringConvertible {
    /// A sentence for the operator, with the cure.
    package var description: String {
        switch self {
        case .storage(let error):
            error.description
        case .policy(let faults):
            "The pool policy has faults: " + faults.joined(separator: "; ")
        case .keyMissing(let path):
            "\(path) is missing although the pool's database is there: restore the file from the "
                + "backup of the same day, or move the whole data directory away to start anew."
        case .keyUnusable(let path):
            "\(path) is not a key this program wrote: restore the file from a backup."
        case .revocation(let reason):
            "The list of revoked sessions can't be brought up to date: \(reason)"
        case .cryptography:
            "libcrypto refuses its work; is there enough memory?"
        }
    }
}
