/// A strict JSON reader (RFC 8259): UTF-8 only, no byte order mark, no repeated names, bounded
/// depth, no lone surrogates. Reads a body in about a microsecond and never traps on one.
struct JSONReader {
    private let bytes: [UInt8]
    private var index = 0

    /// The one value that `bytes` hold.
    static func read(_ bytes: [UInt8]) throws(RoutingError) -> JSONValue {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.index == bytes.count else { throw .invalidJSON }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func value(depth: Int) throws(RoutingError) -> JSONValue {
        guard depth < RoutingLimits.jsonDepth else { throw .invalidJSON }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object(depth: Int) throws(RoutingError) -> JSONObject {
        var object = JSONObject()
        index += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return object }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw .invalidJSON }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw .invalidJSON }
            guard object.add(name, try value(depth: depth + 1)) else { throw .invalidJSON }
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw .invalidJSON }
        return object
    }

    private mutating func array(depth: Int) throws(RoutingError) -> [JSONValue] {
        var array: [JSONValue] = []
        index += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return array }
        repeat {
            array.append(try value(depth: depth + 1))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw .invalidJSON }
        return array
    }

    // MARK: Strings

    private mutating func string() throws(RoutingError) -> String {
        index += 1
        var text: [UInt8] = []
        while let byte = peek {
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw .invalidJSON
                }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw .invalidJSON
            default: text.append(byte)
            }
        }
        throw .invalidJSON
    }

    private mutating func escape(into text: inout [UInt8]) throws(RoutingError) {
        guard let byte = peek else { throw .invalidJSON }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: try unicodeEscape())
        default: throw .invalidJSON
        }
    }

    private mutating func unicodeEscape() throws(RoutingError) -> [UInt8] {
        var code = try fourHexDigits()
        if (0xD800..<0xDC00).contains(code) {
            guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw .invalidJSON }
            let low = try fourHexDigits()
            guard (0xDC00..<0xE000).contains(low) else { throw .invalidJSON }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw .invalidJSON }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func fourHexDigits() throws(RoutingError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw .invalidJSON
            }
            code = code << 4 | UInt32(digit)
            index += 1
        }
        return code
    }

    // MARK: Numbers and words

    private mutating func number() throws(RoutingError) -> String {
        let start = index
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func digits() throws(RoutingError) {
        let start = index
        while let byte = peek, (0x30...0x39).contains(byte) { index += 1 }
        guard index > start else { throw .invalidJSON }
    }

    private mutating func word(
        _ word: StaticString, _ value: JSONValue
    ) throws(RoutingError) -> JSONValue {
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.count else { throw .invalidJSON }
        let matches = word.withUTF8Buffer { $0.elementsEqual(bytes[index..<end]) }
        guard matches else { throw .invalidJSON }
        index = end
        return value
    }

    // MARK: Bytes

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            index += 1
        }
    }
}
