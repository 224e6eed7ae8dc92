import Synchronization

/// Bytes that a test hands out one after the other, again from the start when they are used up.
final class ByteSequence: Sendable {
    private let bytes: [UInt8]
    private let position = Mutex(0)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func next() -> UInt8 {
        position.withLock { position in
            defer { position += 1 }
            return bytes[position % bytes.count]
        }
    }
}
