/// The numbers of this room.
enum Limits {
    /// Seconds an entry is kept at most.
    static let entryLife = TokenLife.longest
    /// Seconds between two sweeps for entries that have expired.
    static let sweepInterval: Int64 = 60
    /// Kills that wait in memory while the disk refuses them, some 300 bytes each: an hour of sign-outs.
    static let unsavedKills = 10_000
}
