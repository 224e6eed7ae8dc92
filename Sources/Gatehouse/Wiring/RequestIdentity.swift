/// Names for requests: 128 random bits, so that no two in a log are the same.
enum RequestIdentity {
    @Sendable static func make() -> String {
        hexadecimal(.random(in: .min ... .max)) + hexadecimal(.random(in: .min ... .max))
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
