/// The numbers of this room.
enum Limits {
    /// Seconds an entry is kept at most.
    static let entryLife = TokenLife.longest
    /// Seconds between two sweeps for entries that have expired.
    static let sweepInterval: Int64 = 60
}
