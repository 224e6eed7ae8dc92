import Foundation
import Testing

@testable import Storage

@Suite struct DirectoryLockTests {
    private let scratch = Scratch()
    private var directory: String { scratch.url.deletingLastPathComponent().path + "/data" }

    @Test func theSecondOpenerIsToldWhatToDo() throws {
        let first = try DirectoryLock(directory)
        for _ in 0..<2 {
            #expect(throws: StorageError.occupied(directory: directory)) {
                try DirectoryLock(directory)
            }
        }
        #expect(
            StorageError.occupied(directory: "/d").description
                == "Another gatehouse uses /d: stop it, or give this one a data directory of its own."
        )
        withExtendedLifetime(first) {}
    }

    @Test func theLockGoesWithItsHolder() throws {
        _ = try DirectoryLock(directory)
        let second = try DirectoryLock(directory)
        let attributes = try FileManager.default.attributesOfItem(atPath: directory + "/lock")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        withExtendedLifetime(second) {}
    }

    @Test func databasesOpenUnderIt() throws {
        let lock = try DirectoryLock(scratch.url.deletingLastPathComponent().path)
        try scratch.open().close()
        withExtendedLifetime(lock) {}
    }

    @Test func anUnusablePlaceIsSaid() throws {
        let path = scratch.file + "/under-a-file"
        try Data().write(to: scratch.url)
        #expect {
            try DirectoryLock(path)
        } throws: { error in
            if case .inaccessible? = error as? StorageError { true } else { false }
        }
    }
}
