import CognitoAPI
import Cryptography
import Foundation

/// SECRET_BLOCK: what the second step of SRP has to know, sealed and handed to the client, so that
/// a first step leaves nothing behind on the server.
///
/// Bound to pool, client, user and moment; good for one answer, right or wrong.
struct SecretBlock: Codable, Sendable, Equatable {
    /// What is proven; a block for one is worthless for the other.
    enum Subject: String, Codable, Sendable {
        case password, device
    }

    let subject: Subject
    /// Nil for a user who doesn't exist, whose challenge is a pretence.
    let userID: Int64?
    /// USER_ID_FOR_SRP.
    let username: String
    /// The name that was asked for, as names are compared.
    let nameKey: String
    let clientID: String
    /// A, b, B.
    let clientPublic: Data
    let secret: Data
    let serverPublic: Data
    /// Milliseconds since 1970.
    let expiresAt: Int64
    var deviceKey: String?
    /// The challenge session that a device's proof continues.
    var session: Data?

    /// Whose failures a proof counts among: the user's, or those of the name that nobody has.
    func lockoutName(of user: UserRecord?, in poolID: String) -> String {
        user?.sub ?? UserName.stranger(nameKey, in: poolID)
    }

    var exchange: SRPServer.Exchange {
        SRPServer.Exchange(
            clientPublic: Array(clientPublic), secret: Array(secret),
            serverPublic: Array(serverPublic))
    }
}

/// Seals blocks and opens them again.
struct SecretBlocks: Sendable {
    let secrets: PoolSecrets
    let poolID: String

    func seal(_ block: SecretBlock) throws(CognitoError) -> String {
        guard let plain = try? JSONEncoder().encode(block) else {
            throw CognitoError.somethingWentWrong
        }
        return Base64.encode(try secrets.seal(Array(plain), for: purpose))
    }

    /// The block and its bytes, which the client signed; nil for anything that this pool didn't seal.
    func open(_ text: String) -> (block: SecretBlock, bytes: [UInt8])? {
        guard text.utf8.count <= Limits.secretBlockBytes, let bytes = Base64.decode(text),
            let plain = secrets.open(bytes, for: purpose),
            let block = try? JSONDecoder().decode(SecretBlock.self, from: Data(plain))
        else { return nil }
        return (block, bytes)
    }

    private var purpose: String { "secret block\n\(poolID)" }
}
