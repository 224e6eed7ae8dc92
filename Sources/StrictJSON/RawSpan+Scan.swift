/// Looking at bytes eight at a time: a token is a kilobyte that is gone through three times.
extension RawSpan {
    /// The first offset from `start` on of a byte that ends a JSON string or isn't what it means by
    /// itself: a quotation mark, a backslash, a control character, one outside ASCII. The span's end
    /// if there is none.
    func endOfPlainText(from start: Int) -> Int {
        firstOffset(from: start) { word in
            word.bytes(below: 0x20) | word.bytes(equalTo: UInt8(ascii: "\""))
                | word.bytes(equalTo: UInt8(ascii: "\\")) | word.high
        }
    }

    /// The first offset from `start` on where `byte` is; nil if there is none.
    package func offset(of byte: UInt8, from start: Int) -> Int? {
        let found = firstOffset(from: start) { $0.bytes(equalTo: byte) }
        return found < byteCount ? found : nil
    }

    /// Whether both have the same bytes. Its time tells how many at their beginning are the same.
    package func isSame(as other: RawSpan) -> Bool {
        withUnsafeBytes { one in other.withUnsafeBytes { one.isSame(as: $0) } }
    }

    /// The first byte from `start` on that `marked` marks by its highest bit, or the end.
    @inline(__always)
    private func firstOffset(from start: Int, _ marked: (Word) -> UInt64) -> Int {
        withUnsafeBytes { bytes in
            var offset = start
            while offset < bytes.count {
                let marks = marked(bytes.word(at: offset))
                if marks != 0 { return min(offset + marks.trailingZeroBitCount / 8, bytes.count) }
                offset += 8
            }
            return bytes.count
        }
    }
}

extension UnsafeRawBufferPointer {
    @inline(__always)
    func isSame(as other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        var offset = 0
        while offset &+ 8 <= count {
            guard word(at: offset).value == other.word(at: offset).value else { return false }
            offset &+= 8
        }
        while offset < count {
            guard self[offset] == other[offset] else { return false }
            offset &+= 1
        }
        return true
    }

    /// Eight bytes, of which the first is the lowest; what is behind the end is zeros.
    @inline(__always)
    fileprivate func word(at offset: Int) -> Word {
        let left = count - offset
        guard left < 8 else {
            return Word(
                value: UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        }
        var value: UInt64 = 0
        for index in 0..<left { value |= UInt64(self[offset + index]) << UInt64(index &* 8) }
        return Word(value: value)
    }
}

/// Eight bytes. What finds some of them marks each by its highest bit; above the lowest mark there may
/// be wrong ones.
private struct Word {
    let value: UInt64
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Those outside ASCII.
    var high: UInt64 { value & (Self.ones << 7) }

    func bytes(equalTo byte: UInt8) -> UInt64 {
        Word(value: value ^ Self.ones &* UInt64(byte)).bytes(below: 1)
    }

    /// - Parameter bound: at most 128.
    func bytes(below bound: UInt8) -> UInt64 {
        (value &- Self.ones &* UInt64(bound)) & ~value & (Self.ones << 7)
    }
}
