/// The numbers of this room.
enum Limits {
    /// Seconds that a write waits for another process on the same file before it fails: longer than
    /// any transaction here takes, shorter than a caller's patience.
    static let busySeconds = 5.0
    /// Writes that share a commit: beyond some tens the disk's part of each is small anyway, and the
    /// first of them waits for the last.
    static let writesPerCommit = 64
    /// Readers beside the one writer: lookups are short, so a few serve many callers.
    static let readers = 4
    /// Bytes of a file beside the databases: a key has 2 KB, an issuer's key set some more.
    static let keyFileBytes = 1 << 20
    /// Files up to this many bytes are checked page by page at each start (some 10 ms); larger ones
    /// after a crash alone, so that a big pool starts at once.
    static let fullCheckBytes: Int64 = 8 << 20
    /// How often a disk that takes no writes is tried again: seldom enough to cost nothing, often
    /// enough that a balancer notices the cure within some probes.
    static let lookInterval = Duration.seconds(2)
    /// Bytes that must fit on the disk before it counts as writable again: what some tens of sign-ins
    /// add to the log of a database.
    static let trialBytes = 256 << 10
}
