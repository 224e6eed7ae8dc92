public import HTTPTypes

/// Fields that many answers share, rendered once: added to an answer, they cost one copy.
public final class FieldBlock: Sendable {
    let names: [HTTPField.Name]
    let lines: FieldLines

    /// Values with control characters and the serialiser's own fields are left out, as everywhere.
    public init(_ fields: [(HTTPField.Name, String)]) {
        let kept = fields.filter { ResponseSerializer.takes($0, $1) }
        names = kept.map(\.0)
        lines = FieldLines(kept)
    }

    /// Whether the range is one of the names, in any letter case.
    func isNamed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for name in names where name.canonicalName.utf8.count == range.count {
            if bytes.equalsIgnoringCase(name.canonicalName.utf8, at: range) { return true }
        }
        return false
    }
}
