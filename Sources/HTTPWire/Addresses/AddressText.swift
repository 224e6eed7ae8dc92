/// The digits of addresses, strictly: what one reader takes for octal and another for decimal is
/// refused.
enum AddressText {
    /// The longest IPv6 address, an IPv4 address at its end (RFC 4291 §2.2), in bytes.
    private static let longest = 45

    /// Four decimals up to 255 without leading zeros (RFC 3986 §3.2.2, `IPv4address`).
    static func ipv4(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
        guard (7...15).contains(range.count) else { return nil }
        var address: UInt32 = 0
        var octets = 0
        var start = range.lowerBound
        while octets < 4 {
            let end = bytes.firstIndex(of: UInt8(ascii: "."), in: start..<range.upperBound)
            guard (end == nil) == (octets == 3),
                let octet = decimal(bytes, start..<(end ?? range.upperBound), upTo: 255)
            else { return nil }
            address = address << 8 | UInt32(octet)
            octets += 1
            start = (end ?? range.upperBound) + 1
            guard octets == 4 || start < range.upperBound else { return nil }
        }
        return address
    }

    /// Eight groups of up to four hex digits; one run of zeros may be `::`, the last two groups may be
    /// an IPv4 address (RFC 4291 §2.2). No zone.
    static func ipv6(_ bytes: Span<UInt8>) -> UInt128? {
        guard (2...longest).contains(bytes.count) else { return nil }
        var groups = Groups()
        var index = 0
        if isColon(bytes, 0) {
            guard isColon(bytes, 1) else { return nil }
            groups.gap = 0
            index = 2
        }
        while index < bytes.count {
            let end = bytes.firstIndex(of: UInt8(ascii: ":"), in: index..<bytes.count)
            guard groups.take(bytes, index..<(end ?? bytes.count), isLast: end == nil) else {
                return nil
            }
            guard let end else { break }
            index = end + 1
            if isColon(bytes, index) {
                guard groups.gap == nil else { return nil }
                groups.gap = groups.count
                index += 1
            } else if index == bytes.count {
                return nil
            }
        }
        return groups.address
    }

    /// Digits without a leading zero, up to `largest`.
    static func decimal(_ bytes: Span<UInt8>, _ range: Range<Int>, upTo largest: Int) -> Int? {
        guard (1...5).contains(range.count),
            range.count == 1 || bytes[range.lowerBound] != UInt8(ascii: "0")
        else { return nil }
        var value = 0
        for index in range {
            guard ByteClass.has(bytes[index], ByteClass.digit) else { return nil }
            value = value * 10 + Int(bytes[index] - 0x30)
        }
        return value <= largest ? value : nil
    }

    private static func isColon(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        index < bytes.count && bytes[index] == UInt8(ascii: ":")
    }

    /// The groups read so far.
    private struct Groups {
        private var bits: UInt128 = 0
        private(set) var count = 0
        /// How many stand before the `::`.
        var gap: Int?

        mutating func take(_ bytes: Span<UInt8>, _ range: Range<Int>, isLast: Bool) -> Bool {
            if isLast, count <= 6, let address = AddressText.ipv4(bytes, range) {
                bits = bits << 32 | UInt128(address)
                count += 2
                return true
            }
            guard (1...4).contains(range.count), count < 8 else { return false }
            var group: UInt128 = 0
            for index in range {
                guard let digit = ByteClass.hexValue(bytes[index]) else { return false }
                group = group << 4 | UInt128(digit)
            }
            bits = bits << 16 | group
            count += 1
            return true
        }

        /// `::` stands for one group at least.
        var address: UInt128? {
            guard let gap else { return count == 8 ? bits : nil }
            guard count < 8 else { return nil }
            let after = 16 * (count - gap)
            let low = after == 0 ? 0 : bits & (UInt128.max >> (128 - after))
            let high = gap == 0 ? 0 : (bits >> after) << (128 - 16 * gap)
            return high | low
        }
    }
}
