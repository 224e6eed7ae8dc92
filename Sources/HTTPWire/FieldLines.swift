import HTTPTypes

/// The fields of an answer as the bytes that go out, so that writing them is one copy.
///
/// Only fields whose name is a token and whose value has no control character come in: so the first
/// colon ends a name and the first CR a line.
struct FieldLines: Sendable {
    /// Room for the fields that most answers have, in bytes, so that adding them doesn't reallocate.
    private static let usualBytes = 256

    private(set) var bytes: [UInt8] = []
    /// A bit for each name's length, first and last letter: rules nearly every other name out
    /// without a comparison.
    private var marks: UInt64 = 0

    init() {}

    init(_ fields: [(HTTPField.Name, String)]) {
        for (name, value) in fields { append(name, value) }
    }

    mutating func append(_ name: HTTPField.Name, _ value: String) {
        if bytes.isEmpty { bytes.reserveCapacity(Self.usualBytes) }
        bytes.append(field: name, value)
        marks |= Self.mark(name.canonicalName)
    }

    mutating func append(_ other: FieldLines) {
        bytes.append(contentsOf: other.bytes)
        marks |= other.marks
    }

    func contains(_ name: HTTPField.Name) -> Bool {
        mayHave(name) && firstLine { isNamed($0, name) } != nil
    }

    mutating func removeAll(_ name: HTTPField.Name) {
        guard contains(name) else { return }
        self = lines.reduce(into: FieldLines()) { kept, line in
            if !isNamed(line, name) { kept.append(line, of: self) }
        }
    }

    func first(_ name: HTTPField.Name) -> String? {
        guard mayHave(name) else { return nil }
        return firstLine { isNamed($0, name) }.map { bytes.span.string($0.value) }
    }

    func values(_ name: HTTPField.Name) -> [String] {
        guard mayHave(name) else { return [] }
        return lines.filter { isNamed($0, name) }.map { bytes.span.string($0.value) }
    }

    /// Whether a field here has one of the names of `block`.
    func shareAName(_ block: FieldBlock) -> Bool {
        guard marks & block.lines.marks != 0 else { return false }
        return firstLine { block.isNamed(bytes.span, $0.name) } != nil
    }

    /// The lines of `block` whose names are not here.
    func missing(of block: FieldBlock) -> FieldLines {
        zip(block.lines.lines, block.names).reduce(into: FieldLines()) { missing, line in
            if !contains(line.1) { missing.append(line.0, of: block.lines) }
        }
    }

    var fields: [(name: HTTPField.Name, value: String)] {
        lines.compactMap { line in
            HTTPField.Name(bytes.span.string(line.name)).map { ($0, bytes.span.string(line.value)) }
        }
    }

    // MARK: Lines

    private var lines: [FieldRange] {
        var lines: [FieldRange] = []
        _ = firstLine { line in
            lines.append(line)
            return false
        }
        return lines
    }

    private func firstLine(where matches: (FieldRange) -> Bool) -> FieldRange? {
        let span = bytes.span
        var start = 0
        while let colon = span.firstIndex(of: 0x3A, in: start..<span.count),
            let end = span.firstIndex(of: 0x0D, in: colon..<span.count)
        {
            let line = FieldRange(name: start..<colon, value: colon + 2..<end)
            if matches(line) { return line }
            start = end + 2
        }
        return nil
    }

    private mutating func append(_ line: FieldRange, of other: FieldLines) {
        bytes.append(contentsOf: other.bytes[line.name.lowerBound..<line.value.upperBound + 2])
        marks |= Self.mark(other.bytes.span.string(line.name).lowercased())
    }

    private func mayHave(_ name: HTTPField.Name) -> Bool {
        marks & Self.mark(name.canonicalName) != 0
    }

    private func isNamed(_ line: FieldRange, _ name: HTTPField.Name) -> Bool {
        line.isNamed(name.canonicalName, in: bytes.span)
    }

    private static func mark(_ lowercased: String) -> UInt64 {
        let name = lowercased.utf8Span.span
        guard name.count > 1 else { return 1 }
        let mixed = name.count &* 7 &+ Int(name[0]) &* 5 &+ Int(name[name.count - 1])
        return 1 << UInt64(mixed & 63)
    }
}
