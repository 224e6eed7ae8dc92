import COpenSSL

/// A source of unpredictable bytes and the shapes that this house draws from it.
///
/// It is a value that is handed in, so that a test can fix the draw; `system` is the only one for
/// production.
package struct SecureRandom: Sendable {
    private let fill: @Sendable (UnsafeMutableRawBufferPointer) -> Void

    /// A source that fills each buffer it's given completely.
    package init(fill: @escaping @Sendable (UnsafeMutableRawBufferPointer) -> Void) {
        self.fill = fill
    }

    /// libcrypto's generator; should it ever fail, the kernel's.
    package static let system = SecureRandom { buffer in
        let drawn = RAND_bytes(
            buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), CInt(clamping: buffer.count))
        if drawn != 1 || buffer.count > Int(CInt.max) {
            var kernel = SystemRandomNumberGenerator()
            for index in buffer.indices { buffer[index] = kernel.next() }
        }
    }

    /// `count` bytes; none for a count below one.
    package func bytes(_ count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            buffer.initialize(repeating: 0)
            fill(UnsafeMutableRawBufferPointer(buffer))
            initialized = count
        }
    }

    /// A version 4 UUID (RFC 9562 §5.4) in lower case.
    package func uuid() -> String {
        var raw = bytes(16)
        raw[6] = raw[6] & 0x0F | 0x40
        raw[8] = raw[8] & 0x3F | 0x80
        let groups = [raw[0..<4], raw[4..<6], raw[6..<8], raw[8..<10], raw[10..<16]]
        return groups.map { Hex.encode(Array($0)) }.joined(separator: "-")
    }

    /// A code of `count` decimal digits, each string equally likely.
    package func digits(_ count: Int) -> String {
        string(count, from: Array("0123456789".utf8))
    }

    /// `count` characters of `alphabet` (ASCII, at most 256), each equally likely.
    package func string(_ count: Int, from alphabet: [UInt8]) -> String {
        guard !alphabet.isEmpty, alphabet.count <= 256 else { return "" }
        // Bytes from `limit` on would favour the alphabet's beginning, so they're drawn again.
        let limit = 256 - 256 % alphabet.count
        var text: [UInt8] = []
        while text.count < count {
            for byte in bytes(count - text.count) where Int(byte) < limit {
                text.append(alphabet[Int(byte) % alphabet.count])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
