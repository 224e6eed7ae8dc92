import Foundation
import GRDB
import Testing

@testable import Storage

extension Scratch {
    /// The bytes of the file and of its log or journal.
    func contents(with log: String) throws -> [Data?] {
        [file, file + log].map { FileManager.default.contents(atPath: $0) }
    }

    /// Leaves the file and its log or journal as a writer does that is killed after `body`.
    func writeAndDie(leaving log: String, _ body: (Database) throws -> Void) throws {
        let queue = try DatabaseQueue(path: file)
        let left = try queue.writeWithoutTransaction { db in
            try body(db)
            defer { if db.isInsideTransaction { try? db.rollback() } }
            return try contents(with: log)
        }
        try queue.close()
        for (path, bytes) in zip([file, file + log], left) {
            let bytes = try #require(bytes)
            #expect(!bytes.isEmpty)
            try bytes.write(to: URL(filePath: path))
        }
    }
}
