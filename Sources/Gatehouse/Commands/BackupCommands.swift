import ArgumentParser
import Foundation
import Storage

/// `gatehouse backup DIRECTORY`: copies the data directory while the server goes on.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the data directory (accounts, sessions, keys) while the server runs.",
        discussion: "The copy holds the keys too: whoever has it can sign tokens. Keep it as safe.")

    @Argument(help: "The directory to make; it must not be there yet.")
    var directory: String

    func run() throws {
        try report {
            let data = try Configuration.load().get().dataDirectory
            let names = try DataCopy(of: data).make(at: directory)
            print("Backed up \(data) to \(directory): \(names.joined(separator: ", "))")
        }
    }
}

/// `gatehouse restore DIRECTORY`: puts a backup where the data directory is missing or empty.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make the data directory from a backup; the server must not run.",
        discussion: """
            Who signed out after the backup was made is signed in again until his tokens expire: \
            sign everybody out if that matters.
            """)

    @Argument(help: "A directory that gatehouse backup made.")
    var directory: String

    func run() throws {
        try report {
            let data = try Configuration.load().get().dataDirectory
            try Self.removeIfEmpty(data)
            try DataCopy(of: directory).make(at: data)
            print("Restored \(data) from \(directory).")
        }
    }

    /// A server that has ended leaves its locks; whoever holds them still works here.
    private static func removeIfEmpty(_ data: String) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: data) else { return }
        let lock = try DirectoryLock(data)
        defer { withExtendedLifetime(lock) {} }
        let left = try files.contentsOfDirectory(atPath: data)
            .filter { !DirectoryLock.fileNames.contains($0) }
        guard left.isEmpty else {
            throw StorageError.present(directory: data)
        }
        try files.removeItem(atPath: data)
    }
}

/// Runs a command's body; what goes wrong is said on standard error, with exit code 1.
private func report(_ body: () throws -> Void) throws {
    do { try body() } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        throw ExitCode(1)
    }
}
