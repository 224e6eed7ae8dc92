/// Reads one JSON value out of a complete text, strictly by RFC 8259, and notes where its parts are.
///
/// It is stricter than the RFC must be where two readers could understand a text differently:
/// duplicate names, lone surrogates, and depth are refused.
struct JSONReader {
    let bytes: [UInt8]
    var position = 0
    /// The values in the order of the text; inside an object each after its name.
    private(set) var nodes: [JSONNode] = []

    static func read(_ bytes: [UInt8]) throws(JSONError) -> [JSONNode] {
        var reader = JSONReader(bytes: bytes)
        reader.nodes.reserveCapacity(JSONLimits.expectedNodes)
        reader.skipWhitespace()
        try reader.readValue(depth: 0)
        reader.skipWhitespace()
        guard reader.position == bytes.count else { throw .trailingBytes }
        return reader.nodes
    }

    /// The byte at the position, or nil at the end.
    var current: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func readValue(depth: Int) throws(JSONError) {
        guard let first = current else { throw .unexpectedEnd }
        switch first {
        case UInt8(ascii: "\""): try readString()
        case UInt8(ascii: "{"): try readObject(depth: depth + 1)
        case UInt8(ascii: "["): try readArray(depth: depth + 1)
        case UInt8(ascii: "t"): try readWord("true", .yes)
        case UInt8(ascii: "f"): try readWord("false", .no)
        case UInt8(ascii: "n"): try readWord("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
        default: throw .unexpectedByte
        }
    }

    /// Notes a value; what may have others inside it is closed later.
    mutating func add(_ kind: JSONNode.Kind, _ range: Range<Int>, isPlain: Bool = false) {
        nodes.append(JSONNode(kind, range, isPlain: isPlain, index: nodes.count))
    }

    private mutating func readObject(depth: Int) throws(JSONError) {
        let object = try open(.object, depth: depth)
        if skip(UInt8(ascii: "}")) { return close(object) }
        var names = NameSet(first: nodes.count)
        while true {
            guard let first = current else { throw .unexpectedEnd }
            guard first == UInt8(ascii: "\"") else { throw .unexpectedByte }
            try readString()
            guard try names.insertLast(of: nodes, in: bytes) else { throw .duplicateName }
            skipWhitespace()
            try expect(UInt8(ascii: ":"))
            skipWhitespace()
            try readValue(depth: depth)
            skipWhitespace()
            if skip(UInt8(ascii: "}")) { return close(object) }
            try expect(UInt8(ascii: ","))
            skipWhitespace()
        }
    }

    private mutating func readArray(depth: Int) throws(JSONError) {
        let array = try open(.array, depth: depth)
        if skip(UInt8(ascii: "]")) { return close(array) }
        while true {
            try readValue(depth: depth)
            skipWhitespace()
            if skip(UInt8(ascii: "]")) { return close(array) }
            try expect(UInt8(ascii: ","))
            skipWhitespace()
        }
    }

    /// Begins an object or array. Returns the index of its node.
    private mutating func open(_ kind: JSONNode.Kind, depth: Int) throws(JSONError) -> Int {
        guard depth <= JSONLimits.depth else { throw .tooDeep }
        add(kind, position..<position)
        position += 1
        skipWhitespace()
        return nodes.count - 1
    }

    private mutating func close(_ container: Int) {
        nodes[container].close(end: position, next: nodes.count)
    }

    private mutating func readWord(
        _ word: StaticString, _ kind: JSONNode.Kind
    ) throws(JSONError) {
        let start = position
        for index in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[index]) }
        add(kind, start..<position)
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
