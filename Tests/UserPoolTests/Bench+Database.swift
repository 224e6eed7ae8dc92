import Foundation
import GRDB
import Revocation

@testable import UserPool

extension Bench {
    /// Changes the pool's file from outside, as another process could.
    func edit(_ sql: String) async throws {
        try await DatabaseQueue(path: directory + "/pool.sqlite").write { try $0.execute(sql: sql) }
    }

    func fetch(_ sql: String) async throws -> String? {
        try await DatabaseQueue(path: directory + "/pool.sqlite").read {
            try String.fetchOne($0, sql: sql)
        }
    }

    /// The same directory after a restart; this bench's pool is closed.
    func reopened(_ edit: (inout PoolPolicy) -> Void = { _ in }) async throws -> Bench {
        try pool.close()
        try revocations.close()
        let old = policy
        let again = try await Bench(in: home) { policy in
            policy = old
            edit(&policy)
        }
        again.clock.advance(seconds: (clock.now - again.clock.now) / 1_000)
        return again
    }

    /// Every byte of every file in the directory.
    func bytes() throws -> Data {
        try FileManager.default.contentsOfDirectory(atPath: directory)
            .filter { $0.contains("sqlite") }
            .reduce(into: Data()) { all, name in
                all += try Data(contentsOf: URL(filePath: directory).appending(path: name))
            }
    }
}
