/// Numbers (RFC 8259 §6).
extension JSONReader {
    /// Reads the number that begins at the position.
    mutating func readNumber() throws(JSONError) {
        let start = position
        _ = skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try skipDigits() }
        let integerEnd = position
        if skip(UInt8(ascii: ".")) { try skipDigits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            try skipDigits()
        }
        let number = bytes[start..<position]
        let isInteger = position == integerEnd && JSONNumber.isInteger(number)
        guard isInteger || JSONNumber.double(number).isFinite else { throw .invalidNumber }
        add(isInteger ? .integer : .double, start..<position)
    }

    /// Skips one digit at least.
    private mutating func skipDigits() throws(JSONError) {
        let start = position
        while let byte = current, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
        guard position > start else { throw .invalidNumber }
    }
}

/// What a number's text means.
enum JSONNumber {
    /// So many characters are an integer of 64 bits, whatever they are.
    private static let charactersThatFit = 18

    /// Whether a number without fraction and exponent fits 64 bits.
    static func isInteger(_ text: ArraySlice<UInt8>) -> Bool {
        text.count <= charactersThatFit || integer(text) != nil
    }

    static func integer(_ text: ArraySlice<UInt8>) -> Int64? {
        Int64(String(decoding: text, as: UTF8.self))
    }

    /// Infinite when it is too large.
    static func double(_ text: ArraySlice<UInt8>) -> Double {
        Double(String(decoding: text, as: UTF8.self)) ?? .infinity
    }
}
