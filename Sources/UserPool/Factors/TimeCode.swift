import Cryptography

/// The codes of authenticator apps: RFC 6238 with SHA-1, six digits and steps of 30 seconds, the one
/// form that every app knows.
enum TimeCode {
    /// The number of the step that `milliseconds` since 1970 lie in.
    static func step(at milliseconds: Int64) -> Int64 { milliseconds / 30_000 }

    static func code(_ secret: [UInt8], step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let mac = HMACSHA1.authenticate(key: secret, message: counter)
        // RFC 4226 §5.3: 31 bits from where the last nibble points.
        let start = Int(mac[mac.count - 1] & 0x0F)
        let word = mac[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let digits = String((word & 0x7FFF_FFFF) % 1_000_000)
        return String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    /// The step whose code it is, of the present one and its neighbours; nil for a wrong code.
    static func match(_ code: String, _ secret: [UInt8], now: Int64) -> Int64? {
        guard code.utf8.count == 6 else { return nil }
        let given = Array(code.utf8)
        let present = step(at: now)
        return (present - 1...present + 1).reversed().first {
            constantTimeEqual(Array(Self.code(secret, step: $0).utf8), given)
        }
    }
}
