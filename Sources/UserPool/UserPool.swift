import CognitoAPI
import Cryptography
import JSONWebToken
import Revocation
import Storage

/// A Cognito user pool of our own, on SQLite: answers Cognito's operations in process (`perform`)
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
    private let operations: [String: OperationEntry]

    init(identity: PoolIdentity, keys: PoolKeys, issuer: String, parts: PoolParts) {
        let publicKeys = [keys.id.verificationKey, keys.access.verificationKey]
        id = identity.poolID
        clientID = identity.clientID
        self.issuer = issuer
        keySource = StaticKeySource(publicKeys)
        jwks = JSONWebKeySet(keys: publicKeys).jsonBytes
        store = parts.store
        operations = Dictionary(
            PoolOperations.all(parts).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }
        )
    }

    /// Names of the operations that it answers.
    package var operationNames: Set<String> { Set(operations.keys) }

    /// Performs one operation.
    ///
    /// - Throws: Cognito's exception with Cognito's text.
    package func perform<Input: CognitoInput>(
        _ input: Input
    ) async throws(CognitoError) -> Input.Output {
        let output = try await operation(Input.operation).perform(input)
        guard let output = output as? Input.Output else {
            throw CognitoError.somethingWentWrong
        }
        return output
    }

    /// Performs the operation of that name (`SignUp`, without the target's prefix) on a JSON body.
    ///
    /// - Throws: as `perform`, and `UnknownOperationException`, `SerializationException`, and
    ///   `InvalidParameterException` for absent required members.
    package func dispatch(
        operation name: String, body: [UInt8]
    ) async throws(CognitoError) -> [UInt8] {
        try await operation(name).dispatch(body)
    }

    /// Closes the database after the running work; later operations fail.
    package func close() throws(UserPoolError) {
        do { try store.close() } catch { throw .storage(error) }
    }

    private func operation(_ name: String) throws(CognitoError) -> OperationEntry {
        guard let entry = operations[name] else {
            throw CognitoError(.unknownOperation, "Unknown operation.")
        }
        return entry
    }
}
