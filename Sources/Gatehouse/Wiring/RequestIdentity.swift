import Synchronization

/// Names for requests: the process's 64 random bits, and a count that an odd random number spreads, so
/// that no two in a log are the same and none tells how many there were. Unique, not secret: nothing
/// may be allowed to somebody because he knows one.
enum RequestIdentity {
    /// The two digits of each byte.
    private static let digits: [(UInt8, UInt8)] = {
        let digits = Array("0123456789abcdef".utf8)
        return (0..<256).map { (digits[$0 >> 4], digits[$0 & 15]) }
    }()
    private static let process = UInt64.random(in: .min ... .max)
    private static let spread = UInt64.random(in: .min ... .max) | 1
    private static let count = Atomic<UInt64>(0)

    /// 32 hexadecimal digits, the length of a trace id.
    @Sendable static func make() -> String {
        let number = count.wrappingAdd(spread, ordering: .relaxed).newValue
        return String(unsafeUninitializedCapacity: 32) { buffer in
            digits.withUnsafeBufferPointer { digits in
                write(process, with: digits, to: buffer, at: 0)
                write(number, with: digits, to: buffer, at: 16)
            }
            return 32
        }
    }

    private static func write(
        _ number: UInt64, with digits: UnsafeBufferPointer<(UInt8, UInt8)>,
        to buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int
    ) {
        for place in 0..<8 {
            let pair = digits[Int(truncatingIfNeeded: number >> (56 - 8 * UInt64(place))) & 255]
            buffer.initializeElement(at: start + 2 * place, to: pair.0)
            buffer.initializeElement(at: start + 2 * place + 1, to: pair.1)
        }
    }
}
