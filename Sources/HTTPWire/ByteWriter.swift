/// Writes into memory that is there already. Every write is checked against its end.
struct ByteWriter {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count: Int

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>, from start: Int) {
        self.buffer = buffer
        count = start
    }

    mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        precondition(bytes.count <= buffer.count - count, "the room was counted before")
        guard let source = bytes.baseAddress, let target = buffer.baseAddress else { return }
        (target + count).initialize(from: source, count: bytes.count)
        count += bytes.count
    }

    mutating func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { write($0) }
    }

    mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { write($0) }
    }

    mutating func write(_ text: String) {
        text.utf8Span.span.withUnsafeBufferPointer { write($0) }
    }

    /// A number that isn't negative, in decimal digits.
    mutating func write(decimal value: Int) {
        precondition(buffer.count - count >= 20, "the room was counted before")
        var divisor = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            buffer.initializeElement(
                at: count, to: UInt8(truncatingIfNeeded: 0x30 + value / divisor % 10))
            count += 1
            divisor /= 10
        }
    }
}
