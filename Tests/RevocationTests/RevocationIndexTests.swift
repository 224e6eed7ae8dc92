import Foundation
import Synchronization
import Testing

@testable import Revocation

@Suite struct RevocationIndexTests {
    @Test func aNamedSessionIsDeadAndItsNeighbourLives() async throws {
        let bench = try await Bench()
        try await bench.index.revoke(originJTIs: ["a"], expiresAt: bench.time + 3600)
        #expect(bench.index.isRevoked(originJTI: "a", subject: "s", issuedAt: bench.time + 9))
        #expect(!bench.index.isRevoked(originJTI: "b", subject: "s", issuedAt: bench.time))
        #expect(!bench.index.isRevoked(originJTI: nil, subject: "s", issuedAt: bench.time))
    }

    @Test func aSignOutKillsWhatNobodyNamedUpToItsSecond() async throws {
        let bench = try await Bench()
        try await bench.signOut()
        for origin in ["unknown", nil] {
            #expect(bench.index.isRevoked(originJTI: origin, subject: "s", issuedAt: bench.time))
            #expect(
                !bench.index.isRevoked(originJTI: origin, subject: "s", issuedAt: bench.time + 1))
        }
        #expect(!bench.index.isRevoked(originJTI: nil, subject: "other", issuedAt: bench.time))
    }

    @Test func aSessionOfTheSameSecondIsAdmittedAfterTheSignOut() async throws {
        let bench = try await Bench()
        try await bench.signOut(sessions: ["old"])
        for session in ["new", "old"] {
            try await bench.index.admit(originJTI: session, subject: "s", issuedAt: bench.time)
        }
        #expect(!bench.index.isRevoked(originJTI: "new", subject: "s", issuedAt: bench.time))
        #expect(bench.index.isRevoked(originJTI: "old", subject: "s", issuedAt: bench.time))
        try await bench.signOut()
        #expect(bench.index.isRevoked(originJTI: "new", subject: "s", issuedAt: bench.time))
    }

    @Test func anAdmissionBeforeTheSignOutSavesNobody() async throws {
        let bench = try await Bench()
        try await bench.index.admit(originJTI: "early", subject: "s", issuedAt: bench.time)
        try await bench.signOut()
        #expect(bench.index.isRevoked(originJTI: "early", subject: "s", issuedAt: bench.time))
    }

    @Test func aClockSetBackRevivesNothing() async throws {
        let bench = try await Bench()
        try await bench.signOut()
        try await bench.index.revokeAll(
            subject: "s", issuedUpTo: bench.time - 100, including: [], expiresAt: bench.time + 60)
        #expect(bench.index.isRevoked(originJTI: nil, subject: "s", issuedAt: bench.time))
    }

    @Test func everythingSurvivesARestart() async throws {
        let bench = try await Bench()
        try await bench.signOut(sessions: ["old"])
        try await bench.index.admit(originJTI: "new", subject: "s", issuedAt: bench.time)
        try await bench.index.revoke(originJTIs: ["single"], expiresAt: bench.time + 60)
        try bench.index.close()
        let again = try await bench.reopened()
        #expect(again.isRevoked(originJTI: "old", subject: "t", issuedAt: bench.time + 5))
        #expect(again.isRevoked(originJTI: "single", subject: "t", issuedAt: bench.time + 5))
        #expect(again.isRevoked(originJTI: "x", subject: "s", issuedAt: bench.time))
        #expect(!again.isRevoked(originJTI: "new", subject: "s", issuedAt: bench.time))
    }

    @Test func entriesGoWhenNoTokenOfTheirsCanBeValid() async throws {
        let bench = try await Bench()
        try await bench.index.revoke(originJTIs: ["far"], expiresAt: .max)
        try await bench.signOut(sessions: ["old"])
        bench.advance(86_401)
        try await bench.index.revoke(originJTIs: ["fresh"], expiresAt: bench.time + 60)
        #expect(!bench.index.isRevoked(originJTI: "far", subject: "s", issuedAt: 0))
        #expect(!bench.index.isRevoked(originJTI: "old", subject: "s", issuedAt: 0))
        #expect(bench.index.isRevoked(originJTI: "fresh", subject: "s", issuedAt: 0))
    }

    @Test func aFailedWriteIsReportedAndStillDead() async throws {
        let bench = try await Bench()
        try bench.index.close()
        await #expect(throws: RevocationError.self) {
            try await bench.index.revoke(originJTIs: ["a"], expiresAt: bench.time + 60)
        }
        #expect(bench.index.isRevoked(originJTI: "a", subject: "s", issuedAt: bench.time))
        await #expect(throws: RevocationError.self) { try await bench.signOut() }
        #expect(bench.index.isRevoked(originJTI: "b", subject: "s", issuedAt: bench.time))
    }

    @Test func lookupsAndSignOutsRunTogether() async throws {
        let bench = try await Bench()
        await withTaskGroup { group in
            for number in 0..<50 {
                group.addTask {
                    try? await bench.index.revokeAll(
                        subject: "u\(number)", issuedUpTo: bench.time, including: ["o\(number)"],
                        expiresAt: bench.time + 60)
                    _ = bench.index.isRevoked(originJTI: "x", subject: "u\(number)", issuedAt: 0)
                }
            }
        }
        for number in 0..<50 {
            #expect(bench.index.isRevoked(originJTI: "o\(number)", subject: "", issuedAt: .max))
            #expect(bench.index.isRevoked(originJTI: nil, subject: "u\(number)", issuedAt: 0))
        }
    }
}

/// An index in a directory of its own, with a clock that stands still.
private final class Bench: Sendable {
    let index: SQLiteRevocationIndex
    private let directory: URL
    private let clock: ManualClock

    var time: Int64 { clock.now }

    init() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let clock = ManualClock()
        self.directory = directory
        self.clock = clock
        index = try await SQLiteRevocationIndex(
            path: directory.appending(path: "revocations.sqlite").path, now: { clock.now })
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    func advance(_ seconds: Int64) { clock.advance(seconds) }

    func signOut(sessions: [String] = []) async throws {
        try await index.revokeAll(
            subject: "s", issuedUpTo: time, including: sessions, expiresAt: time + 3600)
    }

    func reopened() async throws -> SQLiteRevocationIndex {
        let clock = clock
        return try await SQLiteRevocationIndex(
            path: directory.appending(path: "revocations.sqlite").path, now: { clock.now })
    }
}

private final class ManualClock: Sendable {
    private let seconds = Mutex<Int64>(1_800_000_000)
    var now: Int64 { seconds.withLock { $0 } }
    func advance(_ by: Int64) { seconds.withLock { $0 += by } }
}
