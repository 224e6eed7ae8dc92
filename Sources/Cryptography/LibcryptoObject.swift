/// An object of libcrypto together with the function that releases it.
// Invariant: the object is either never changed after its creation (EVP_PKEY, EVP_MD: libcrypto
// lets any number of threads read those), or its owner lends it to one thread at a time
// (EVP_PKEY_CTX).
final class LibcryptoObject: @unchecked Sendable {
    let pointer: OpaquePointer
    private let free: (OpaquePointer?) -> Void

    /// Takes over the caller's reference to `pointer`.
    init(_ pointer: OpaquePointer, free: @escaping (OpaquePointer?) -> Void) {
        self.pointer = pointer
        self.free = free
    }

    deinit {
        free(pointer)
    }
}
