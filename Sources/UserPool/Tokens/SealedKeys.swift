import Cryptography
import JSONWebToken
import Storage

/// Signing keys as files: `{name}.sealed` is the PEM text under AES-256-GCM, bound to its name.
struct SealedKeys {
    private let directory: String
    private let sealing: AESGCM
    private let random: SecureRandom

    init(directory: String, codeKey: [UInt8], random: SecureRandom) throws(UserPoolError) {
        do throws(StorageError) { try PrivateFile.makeDirectory(directory) } catch {
            throw .storage(error)
        }
        self.directory = directory
        self.random = random
        sealing = try PoolSecret.sealing(codeKey, "signing keys")
    }

    /// The key of that name; a new pool's is made.
    func signer(_ name: String, isNewPool: Bool) throws(UserPoolError) -> TokenSigner {
        let path = "\(directory)/\(name).sealed"
        try sealPlainKey(name, as: path)
        let sealed = try KeyFile.load(path, isNewPool: isNewPool) {
            (try? TokenSigner.generate().privateKeyPEM()).flatMap { seal(Array($0.utf8), name) }
        }
        do {
            let text = try sealing.open(sealed, authenticating: Array(name.utf8))
            return try TokenSigner(privateKeyPEM: String(decoding: text, as: UTF8.self))
        } catch {
            throw .keyUnusable(path: path)
        }
    }

    /// Releases up to 0.1 kept the key as a plain PEM file. It goes once its sealed copy is on the
    /// disk.
    private func sealPlainKey(_ name: String, as path: String) throws(UserPoolError) {
        let plain = "\(directory)/\(name).pem"
        guard PrivateFile.exists(plain) else { return }
        do throws(StorageError) {
            let text = try PrivateFile.read(plain, limit: Limits.keyFileBytes)
            guard let sealed = seal(text, name) else { return }
            if !PrivateFile.exists(path) { _ = try PrivateFile.create(path, bytes: sealed) }
            PrivateFile.remove(plain)
        } catch {
            throw .storage(error)
        }
    }

    private func seal(_ text: [UInt8], _ name: String) -> [UInt8]? {
        try? sealing.seal(text, authenticating: Array(name.utf8), random: random)
    }

    static func remove(_ names: [String], in directory: String) {
        for name in names { PrivateFile.remove("\(directory)/\(name).sealed") }
        PrivateFile.removeDirectory(directory)
    }
}

/// A file with a secret, mode 0600, made whole or not at all.
enum KeyFile {
    /// The file's bytes; a first start makes it. Should another process have been faster, its file
    /// is the one.
    static func load(
        _ path: String, isNewPool: Bool, make: () -> [UInt8]?
    ) throws(UserPoolError) -> [UInt8] {
        let isThere = PrivateFile.exists(path)
        guard isThere || isNewPool, let draft = isThere ? [] : make() else {
            throw .keyMissing(path: path)
        }
        do {
            if !isThere { _ = try PrivateFile.create(path, bytes: draft) }
            return try PrivateFile.read(path, limit: Limits.keyFileBytes)
        } catch {
            throw .storage(error)
        }
    }
}
