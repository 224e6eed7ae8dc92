import Testing

@testable import StrictJSON

/// Bytes are looked at eight at a time: every byte at every place of two words must be seen.
@Suite struct RawSpanScanTests {
    private static let plain = (0x20...0x7E).filter { $0 != 0x22 && $0 != 0x5C }.map(UInt8.init)

    @Test(arguments: 1...17) func theFirstSpecialByteEndsPlainText(length: Int) {
        for byte in UInt8.min...UInt8.max {
            for place in 0..<length {
                var text = (0..<length).map { Self.plain[($0 * 7 + Int(byte)) % Self.plain.count] }
                text[place] = byte
                let isPlain = Self.plain.contains(byte) || byte == 0x7F
                #expect(
                    text.endOfPlainText(from: 0) == (isPlain ? length : place),
                    "\(byte) at \(place) of \(length)")
            }
        }
    }

    @Test func whatIsBeforeTheStartDoesNotCount() {
        let text = Array("\"\"abcdefghijk\"".utf8)
        #expect(text.endOfPlainText(from: 2) == 13)
        #expect(text.endOfPlainText(from: 14) == 14)
    }

    @Test(arguments: 0...17) func aByteIsFoundWhereverItIs(length: Int) {
        let text = [UInt8](repeating: UInt8(ascii: "/"), count: length)
        #expect(text.offset(of: UInt8(ascii: "."), from: 0) == nil)
        for place in 0..<length {
            var text = text
            text[place] = UInt8(ascii: ".")
            #expect(text.offset(of: UInt8(ascii: "."), from: 0) == place)
            #expect(text.offset(of: UInt8(ascii: "."), from: place + 1) == nil)
        }
    }

    @Test func zerosAreFoundButNotBehindTheEnd() {
        #expect(([1, 2, 3] as [UInt8]).offset(of: 0, from: 0) == nil)
        #expect(([1, 0, 3] as [UInt8]).offset(of: 0, from: 0) == 1)
    }

    @Test(arguments: 0...17) func oneOtherByteMakesAnotherText(length: Int) {
        let text = (0..<length).map(UInt8.init)
        #expect(text.isSame(as: text))
        #expect(!text.isSame(as: text + [0]))
        for place in 0..<length {
            var other = text
            other[place] ^= 0x80
            #expect(!text.isSame(as: other))
        }
    }
}

/// Macros can't take a span.
extension [UInt8] {
    fileprivate func endOfPlainText(from start: Int) -> Int {
        span.bytes.endOfPlainText(from: start)
    }
    fileprivate func offset(of byte: UInt8, from start: Int) -> Int? {
        span.bytes.offset(of: byte, from: start)
    }
    fileprivate func isSame(as other: [UInt8]) -> Bool { span.bytes.isSame(as: other.span.bytes) }
}
