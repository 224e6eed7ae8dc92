/// The numbers of this room.
enum Limits {
    /// Seconds that a write waits for another process on the same file before it fails: longer than
    /// any transaction here takes, shorter than a caller's patience.
    static let busySeconds = 5.0
    /// Readers beside the one writer: lookups are short, so a few serve many callers.
    static let readers = 4
    /// Files up to this many bytes are checked page by page at start (about 0.1 s); larger ones only
    /// as far as SQLite checks them itself, so that a big pool still starts at once.
    static let fullCheckBytes: Int64 = 64 << 20
}
