/// The `Date` line of answers (RFC 9110 §6.6.1), rendered once a second.
struct DateLine {
    private var second: Int?
    private(set) var bytes: [UInt8] = []

    /// The whole line with its CR LF for a time in seconds since 1970.
    mutating func line(at now: Int) -> [UInt8] {
        if now != second {
            second = now
            bytes = Array(("Date: " + Self.render(now) + "\r\n").utf8)
        }
        return bytes
    }

    /// IMF-fixdate (RFC 9110 §5.6.7), whatever the locale of the process.
    static func render(_ seconds: Int) -> String {
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let (year, month, day) = civil(daysSince1970: days)
        let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let time = [rest / 3600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
        let date = "\(twoDigits(day)) \(months[month - 1]) \(year)"
        return "\(names[((days % 7) + 7) % 7]), \(date) \(time) GMT"
    }

    /// Howard Hinnant's algorithm: days are counted from 1 March, so leap days come last.
    private static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func twoDigits(_ value: Int) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }
}
