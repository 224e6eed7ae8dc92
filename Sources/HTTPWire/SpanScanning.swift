/// What the parsers ask of a run of bytes. Every index stays checked.
extension Span where Element == UInt8 {
    /// The first control character (below 0x20, or 0x7F) other than a tab, from `start` on.
    ///
    /// Eight bytes a step: this is the only loop that touches every byte of a head.
    func firstControl(from start: Int) -> Int? {
        var index = start
        let raw = self.bytes
        while index < count {
            if index + 8 <= count {
                let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                if !Self.holdsControl(word) {
                    index += 8
                    continue
                }
            }
            let end = Swift.min(index + 8, count)
            while index < end {
                let byte = self[index]
                if byte < 0x20 ? byte != 0x09 : byte == 0x7F { return index }
                index += 1
            }
        }
        return nil
    }

    /// Whether no byte is above 0x7F; eight of them a step.
    var isASCII: Bool {
        let raw = self.bytes
        var seen: UInt64 = 0
        var index = 0
        while index + 8 <= count {
            seen |= raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            index += 8
        }
        while index < count {
            seen |= UInt64(self[index])
            index += 1
        }
        return seen & 0x8080_8080_8080_8080 == 0
    }

    /// Exact for "some byte is below 0x20 or 0x7F"; which one is then found byte by byte.
    @inline(__always)
    private static func holdsControl(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let below = (word &- ones &* 0x20) & ~word & highs
        let rubout = word ^ (ones &* 0x7F)
        let isRubout = (rubout &- ones) & ~rubout & highs
        return (below | isRubout) != 0
    }

    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if self[index] == byte { return index }
            index += 1
        }
        return nil
    }

    func allSatisfy(_ member: ByteClass, in range: Range<Int>) -> Bool {
        for index in range where !ByteClass.has(self[index], member) { return false }
        return true
    }

    func holds(_ text: StaticString, at range: Range<Int>) -> Bool {
        guard text.utf8CodeUnitCount == range.count else { return false }
        var index = range.lowerBound
        return text.withUTF8Buffer { expected in
            for byte in expected {
                if self[index] != byte { return false }
                index += 1
            }
            return true
        }
    }

    /// Compares with ASCII that is already lower case; letters match in any case.
    func equalsIgnoringCase(_ lowercased: String.UTF8View, at range: Range<Int>) -> Bool {
        guard lowercased.count == range.count else { return false }
        var index = range.lowerBound
        for expected in lowercased {
            let byte = self[index]
            let folded = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            if folded != expected { return false }
            index += 1
        }
        return true
    }

    /// The range without spaces and tabs at both ends (OWS, RFC 9110 §5.6.3).
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
        while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
        return start..<end
    }

    /// Hands over each element of a list but the empty ones (`#rule`, RFC 9110 §5.6.1.2).
    func forEachElement(of list: Range<Int>, _ body: (Range<Int>) -> Void) {
        var start = list.lowerBound
        while start < list.upperBound {
            let rest = start..<list.upperBound
            let comma = firstIndex(of: UInt8(ascii: ","), in: rest) ?? list.upperBound
            let element = trimmed(start..<comma)
            if !element.isEmpty { body(element) }
            start = comma + 1
        }
    }

    func string(_ range: Range<Int>) -> String {
        extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    func array(_ range: Range<Int>) -> [UInt8] {
        extracting(range).withUnsafeBufferPointer { [UInt8]($0) }
    }
}
