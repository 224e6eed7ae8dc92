/// The numbers of this room.
enum Limits {
    /// Seconds an entry is kept at most: no access or ID token lives longer than a day (Cognito's
    /// range is 5 minutes to 1 day).
    static let entryLife: Int64 = 86_400
    /// Seconds between two sweeps for entries that have expired.
    static let sweepInterval: Int64 = 60
}
