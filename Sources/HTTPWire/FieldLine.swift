/// `name: value` (RFC 9112 §5). Also what a trailer is made of.
enum FieldLine {
    /// No fold, no space before the colon, a token for a name; the value loses the space around it.
    /// That the value holds no control character has been checked while the line's end was sought.
    static func parse(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(Refusal) -> FieldRange {
        let first = bytes[line.lowerBound]
        guard first != 0x20, first != 0x09 else { throw .obsoleteLineFolding }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: line) else {
            throw .malformedFieldLine
        }
        let name = line.lowerBound..<colon
        guard !name.isEmpty, bytes.allSatisfy(ByteClass.token, in: name) else {
            throw .malformedFieldLine
        }
        return FieldRange(name: name, value: bytes.trimmed(colon + 1..<line.upperBound))
    }
}
