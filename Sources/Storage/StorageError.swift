/// Why a database file can't be used. A path and SQLite's own words, never a stored value.
package enum StorageError: Error, Sendable, Equatable {
    /// The directory or the file can't be made or opened.
    case inaccessible(path: String, reason: String)
    /// The file is there but SQLite can't read it: truncated, overwritten, or on a bad disk.
    case unreadable(path: String, reason: String)
    /// A sound SQLite file, but not one of ours.
    case foreign(path: String)
    /// What a copy is made of isn't there.
    case missing(directory: String)
    /// What a copy is to become is there already.
    case present(directory: String)
    /// Written by a newer release, whose tables this one doesn't know.
    case newerSchema(path: String)
    /// Another process works in the directory.
    case occupied(directory: String)
    /// Others may read or write it, and it isn't this user's to change.
    case exposed(path: String, mode: String)
    /// A statement failed: disk full, I/O error, locked for too long.
    case failed(reason: String)
}

extension StorageError: CustomStringConvertible {
    /// A sentence for the operator, with the cure.
    package var description: String {
        switch self {
        case .inaccessible(let path, let reason):
            "\(path) can't be opened (\(reason)): it needs read and write access, free space, and "
                + "no other program that keeps it locked."
        case .unreadable(let path, let reason):
            "\(path) is damaged (\(reason)): restore it from a backup, or move it away to start anew."
        case .foreign(let path):
            "\(path) is not a file of this program: choose another data directory."
        case .missing(let directory):
            "\(directory) holds no data of Gatehouse's: name the directory that does "
                + "(GATEHOUSE_DATA_DIR for a backup, the backup itself for restore)."
        case .present(let directory):
            "\(directory) is there already: name one that isn't, or move it away first."
        case .newerSchema(let path):
            "\(path) was written by a newer release: run that release or a later one, or put the copy "
                + "\(path).before-… in its place, which was made before that release changed it."
        case .occupied(let directory):
            "Another gatehouse uses \(directory): stop it, or give this one a data directory of its "
                + "own."
        case .exposed(let path, let mode):
            "\(path) can be read or written by others (mode \(mode)) and belongs to another user: "
                + "chmod 600 it, and chown it to the user that this program runs as."
        case .failed(let reason):
            "The database refused (\(reason))."
        }
    }
}
