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
    /// The secret that was handed in isn't the one beside the database.
    case secretDiffers(path: String)
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
                + "backup of the same day (for code.key, GATEHOUSE_POOL_KEY does as well), or move the whole data directory away to start anew."
        case .keyUnusable(let path):
            "\(path) is not a key this program wrote, or not under this secret: restore the file from "
                + "a backup, and check GATEHOUSE_POOL_KEY if it is set."
        case .secretDiffers(let path):
            "GATEHOUSE_POOL_KEY is not what stands in \(path): set it to that file's content in base64, "
                + "then the file may go."
        case .revocation(let reason):
            "The list of revoked sessions can't be brought up to date: \(reason)"
        case .cryptography:
            "libcrypto refuses its work; is there enough memory?"
        }
    }
}
