import CognitoAPI
import Testing

/// Somebody who answers Cognito's operations, and what the suite must know to ask.
struct Contestant: Sendable {
    /// Who is asked; each of them is made once for the whole suite.
    enum Kind: String, Sendable, CaseIterable, CustomTestStringConvertible {
        /// The embedded pool, called as a function.
        case pool = "the pool in process"
        /// The embedded pool through its wire door and `CognitoClient`, over a socket.
        case wire = "the pool over the wire"
        /// Moto's server through `CognitoClient`.
        case moto = "moto's server"

        var testDescription: String { rawValue }
    }

    let service: any CognitoService
    let clientID: String
    /// The newest code that was sent to an address.
    let code: @Sendable (_ email: String) -> String

    static func made(_ kind: Kind) async throws -> Contestant {
        switch kind {
        case .pool: try await pool.value
        case .wire: try await wire.value
        case .moto: try await moto.value
        }
    }

    private static let pool = Task { try await EmbeddedContestant.make() }
    private static let wire = Task { try await WireContestant.make() }
    private static let moto = Task { try await MotoContestant.make() }
}
