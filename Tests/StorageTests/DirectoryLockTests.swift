import Foundation
import Synchronization
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

    @Test func theNextInLineComesWhenTheFirstLeaves() async throws {
        let first = try DirectoryLock(directory)
        let (waits, isWaiting) = AsyncStream<Void>.makeStream()
        async let next = DirectoryLock.inLine(
            for: directory, waits: { isWaiting.yield() }, unless: { false })
        for await _ in waits { break }
        async let left = first.leave(within: .seconds(60))
        let second = try #require(try await next)
        #expect(try await second.doorsAreOpen(unless: { false }))
        #expect(await left)
        let isGivenUp = Counter()
        #expect(
            try await second.filesAreFree(unless: { isGivenUp.increment() > 3 }) == false,
            "the first has not ended")
        withExtendedLifetime(first) {}
    }

    @Test func theNextInLineComesWhenTheFirstEnds() async throws {
        let lock = try #require(
            try await DirectoryLock.inLine(for: directory, waits: {}, unless: { false }))
        #expect(try await lock.doorsAreOpen(unless: { false }))
        #expect(try await lock.filesAreFree(unless: { false }))
        #expect(throws: StorageError.occupied(directory: directory)) {
            try DirectoryLock(directory)
        }
    }

    @Test func nobodyInLineIsNotWaitedForForEver() async throws {
        let lock = try DirectoryLock(directory)
        #expect(await lock.leave(within: DirectoryLock.interval) == false)
    }

    @Test func databasesOpenUnderIt() throws {
        let lock = try DirectoryLock(scratch.url.deletingLastPathComponent().path)
        try scratch.open().close()
        withExtendedLifetime(lock) {}
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)

        func increment() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
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
