import Storage

/// Why a revocation could not be made durable, or the index not be opened.
package enum RevocationError: Error, Sendable, Equatable {
    case storage(StorageError)
}

extension RevocationError: CustomStringConvertible {
    /// A sentence for the operator.
    package var description: String {
        switch self {
        case .storage(let error): error.description
        }
    }
}
