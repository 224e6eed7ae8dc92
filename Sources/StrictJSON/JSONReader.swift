/// Reads one JSON value out of a complete text, strictly by RFC 8259.
///
/// It is stricter than the RFC must be where two readers could understand a text differently:
/// duplicate names, lone surrogates, and depth are refused.
struct JSONReader {
    let bytes: [UInt8]
    var position = 0

    static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        var reader = JSONReader(bytes: bytes)
        reader.skipWhitespace()
        let value = try reader.readValue(depth: 0)
        reader.skipWhitespace()
        guard reader.position == bytes.count else { throw .trailingBytes }
        return value
    }

    /// The byte at the position, or nil at the end.
    var current: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func readValue(depth: Int) throws(JSONError) -> JSONValue {
        guard let first = current else { throw .unexpectedEnd }
        switch first {
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "{"): return .object(try readObject(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try readArray(depth: depth + 1))
        case UInt8(ascii: "t"): return try readWord("true", .bool(true))
        case UInt8(ascii: "f"): return try readWord("false", .bool(false))
        case UInt8(ascii: "n"): return try readWord("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
        default: throw .unexpectedByte
        }
    }

    private mutating func readObject(depth: Int) throws(JSONError) -> JSONObject {
        guard depth <= JSONLimits.depth else { throw .tooDeep }
        position += 1
        skipWhitespace()
        if skip(UInt8(ascii: "}")) { return JSONObject() }
        var names = NameSet()
        var members: [JSONObject.Member] = []
        members.reserveCapacity(16)
        while true {
            guard let first = current else { throw .unexpectedEnd }
            guard first == UInt8(ascii: "\"") else { throw .unexpectedByte }
            let name = try readString()
            guard name.utf8.count <= JSONLimits.nameBytes else { throw .nameTooLong }
            guard names.insert(name, after: members) else { throw .duplicateName }
            skipWhitespace()
            try expect(UInt8(ascii: ":"))
            skipWhitespace()
            members.append(JSONObject.Member(name: name, value: try readValue(depth: depth)))
            skipWhitespace()
            if skip(UInt8(ascii: "}")) { return JSONObject(unique: members) }
            try expect(UInt8(ascii: ","))
            skipWhitespace()
        }
    }

    private mutating func readArray(depth: Int) throws(JSONError) -> [JSONValue] {
        guard depth <= JSONLimits.depth else { throw .tooDeep }
        position += 1
        skipWhitespace()
        if skip(UInt8(ascii: "]")) { return [] }
        var elements: [JSONValue] = []
        while true {
            elements.append(try readValue(depth: depth))
            skipWhitespace()
            if skip(UInt8(ascii: "]")) { return elements }
            try expect(UInt8(ascii: ","))
            skipWhitespace()
        }
    }

    private mutating func readWord(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        for index in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[index]) }
        return value
    }

    mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard let found = current else { throw .unexpectedEnd }
        guard found == byte else { throw .unexpectedByte }
        position += 1
    }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipWhitespace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }
}
