/// The moment that a client signs: `Tue Apr 1 09:05:07 UTC 2025`, English, UTC, the day without a
/// leading zero.
enum ClaimTimestamp {
    /// Milliseconds since 1970; nil for any other form, and for a day that isn't that weekday.
    static func read(_ text: String) -> Int64? {
        guard text.utf8.count <= 28,
            let match = text.wholeMatch(of: form),
            let month = months.firstIndex(of: String(match.2)),
            let weekday = weekdays.firstIndex(of: String(match.1)),
            let day = Int64(match.3), let hour = Int64(match.4), let minute = Int64(match.5),
            let second = Int64(match.6), let year = Int64(match.7)
        else { return nil }
        guard (1970...9999).contains(year), day <= length(of: month, in: year), hour < 24,
            minute < 60, second < 60
        else { return nil }
        let days = days(year, Int64(month), day)
        guard (days + 4) % 7 == weekday else { return nil }
        return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000
    }

    private static var form:
        Regex<
            (Substring, Substring, Substring, Substring, Substring, Substring, Substring, Substring)
        >
    {
        /([A-Z][a-z]{2}) ([A-Z][a-z]{2}) ([1-9][0-9]?) ([0-9]{2}):([0-9]{2}):([0-9]{2}) UTC ([0-9]{4})/
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func isLeap(_ year: Int64) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private static func length(of month: Int, in year: Int64) -> Int64 {
        let lengths: [Int64] = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return lengths[month]
    }

    /// Days since 1 January 1970.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let before = year - 1
        let leapDays = before / 4 - before / 100 + before / 400 - 477
        let months = (0..<Int(month)).reduce(0) { $0 + length(of: $1, in: year) }
        return (year - 1_970) * 365 + leapDays + months + day - 1
    }
}
