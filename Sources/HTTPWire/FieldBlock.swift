public import HTTPTypes

/// Fields that many answers share, rendered once: added to an answer, they cost one copy.
public final class FieldBlock: Sendable {
    let fields: [(name: HTTPField.Name, value: String)]
    let bytes: [UInt8]
    /// A bit for each length of a name: rules nearly every other name out without a comparison.
    private let lengths: UInt64

    /// Values with control characters and the serialiser's own fields are left out, as everywhere.
    public init(_ fields: [(HTTPField.Name, String)]) {
        let kept = fields.filter { name, value in
            ByteClass.isFieldValue(value) && !ResponseSerializer.isFraming(name)
        }
        self.fields = kept.map { (name: $0.0, value: $0.1) }
        lengths = kept.reduce(0) { $0 | Self.bit($1.0) }
        var bytes: [UInt8] = []
        for (name, value) in kept { bytes.append(field: name, value) }
        self.bytes = bytes
    }

    func value(_ name: HTTPField.Name) -> String? {
        guard lengths & Self.bit(name) != 0 else { return nil }
        return fields.first { $0.name == name }?.value
    }

    private static func bit(_ name: HTTPField.Name) -> UInt64 {
        1 << UInt64(min(name.canonicalName.utf8.count, 63))
    }
}
