import CognitoAPI
import Cryptography
import JSONWebToken
import Revocation
import Storage
import StrictJSON

/// Cognito user pools of our own, on SQLite: one that the policy file describes, and those that
/// CreateUserPool made beside it. Answers Cognito's operations in process (`perform`)
/// and for the wire (`dispatch`).
package struct UserPool: CognitoService {
    /// `{region}_` and nine of `[0-9A-Za-z]`; the same for the life of the data directory.
    package let id: String
    /// The default app client's id: 26 lower-case letters and digits.
    package let clientID: String
    /// `iss` of the tokens.
    package let issuer: String
    /// The public keys, to verify the pool's tokens with.
    package let keySource: any KeySource
    /// The document for `/.well-known/jwks.json`.
    package let jwks: [UInt8]
    let store: PoolStore
    private let registry: PoolRegistry

    init(
        identity: PoolIdentity, keys: PoolKeys, issuer: String, registry: PoolRegistry,
        store: PoolStore
    ) {
        let publicKeys = [keys.id.verificationKey, keys.access.verificationKey]
        id = identity.poolID
        clientID = identity.clientID
        self.issuer = issuer
        keySource = StaticKeySource(publicKeys)
        jwks = JSONWebKeySet(keys: publicKeys).jsonBytes
        self.registry = registry
        self.store = store
    }

    /// Performs one operation on the default pool.
    ///
    /// - Throws: Cognito's exception with Cognito's text.
    package func perform<Input: CognitoInput>(
        _ input: Input
    ) async throws(CognitoError) -> Input.Output {
        let output = try await operation(Input.operation, of: nil).perform(input)
        guard let output = output as? Input.Output else {
            throw CognitoError.somethingWentWrong
        }
        return output
    }

    /// Whether the operation is an administrator's, whose request Amazon wants signed. Whoever calls
    /// `dispatch` for a peer has to ask.
    package static func wantsSignature(_ operation: String) -> Bool {
        ServiceModel.cognito.operations[operation]?.isSigned ?? false
    }

    /// Performs the operation of that name (`SignUp`, without the target's prefix) on a JSON body,
    /// for the pool that the body means. Empty where Cognito answers without a body.
    ///
    /// - Throws: as `perform`, and `UnknownOperationException`, `SerializationException`, and
    ///   `InvalidParameterException` for absent required members.
    package func dispatch(
        operation name: String, body: [UInt8]
    ) async throws(CognitoError) -> [UInt8] {
        guard let operation = ServiceModel.cognito.operations[name] else {
            throw CognitoError(.unknownOperation, "Unknown operation.")
        }
        let input = (try? JSONValue(jsonBytes: body))?.objectValue ?? JSONObject()
        let pool = try await registry.pool(for: PoolAddress(input))
        let answer = try await self.operation(name, of: pool).dispatch(body)
        return operation.hasBody ? answer : []
    }

    /// The issuer and the document for `/.well-known/jwks.json` of a pool; nil where there is none.
    package func published(
        by id: String
    ) async throws(CognitoError) -> (issuer: String, jwks: [UInt8])? {
        if id.utf8.elementsEqual(self.id.utf8) { return (issuer, jwks) }
        guard let pool = try await registry.pool(for: .pool(id)) else { return nil }
        return (pool.issuer, JSONWebKeySet(keys: pool.publicKeys).jsonBytes)
    }

    /// Whether that app client has a secret, so that only a server can call in its name.
    package func isConfidential(client id: String?) async throws(CognitoError) -> Bool {
        guard let id, let pool = try await registry.pool(for: .client(id)) else { return false }
        return pool.parts.clients.hasSecret(id)
    }

    /// Whether what operations change can be made durable.
    package var disk: any DiskHealth { store.disk }

    /// Closes the database after the running work; later operations fail.
    package func close() throws(UserPoolError) {
        registry.close()
        do { try store.close() } catch { throw .storage(error) }
    }

    /// Names of the operations that it answers.
    var operationNames: Set<String> {
        get async throws(CognitoError) {
            Set(try await registry.pool(id)?.operations.keys.map { $0 } ?? [])
        }
    }

    private func operation(
        _ name: String, of pool: LivePool?
    ) async throws(CognitoError) -> OperationEntry {
        guard let pool = if let pool { pool } else { try await registry.pool(id) } else {
            throw CognitoError.somethingWentWrong
        }
        guard let entry = pool.operations[name] else {
            throw CognitoError(.unknownOperation, "Unknown operation.")
        }
        return entry
    }
}
