import CognitoAPI
import Cryptography
import Foundation
import Revocation
import UserPool

/// The embedded pool in a directory of its own, with a cheap password hash.
enum EmbeddedContestant {
    static func make() async throws -> Contestant {
        let (pool, inbox) = try await makePool()
        return contestant(service: pool, pool: pool, inbox: inbox)
    }

    static func contestant(
        service: any CognitoService, pool: UserPool, inbox: Inbox
    ) -> Contestant {
        Contestant(service: service, clientID: pool.clientID) { inbox.newest(for: $0)?.code ?? "" }
    }

    static func makePool() async throws -> (UserPool, Inbox) {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "gatehouse-contract-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        var policy = PoolPolicy()
        policy.passwordHashing.memoryKiB = 64
        policy.passwordHashing.iterations = 1
        let inbox = Inbox()
        let surroundings = UserPool.Surroundings(
            clock: { Int64(Date().timeIntervalSince1970 * 1000) }, random: .system, mail: inbox,
            revocations: try await SQLiteRevocationIndex(
                path: directory + "/revocations.sqlite",
                now: { Int64(Date().timeIntervalSince1970) }),
            issuer: { "http://localhost/\($0)" }, report: { _ in }, secret: nil)
        let pool = try await UserPool.open(
            directory: directory + "/pool", policy: policy, surroundings: surroundings)
        return (pool, inbox)
    }
}
