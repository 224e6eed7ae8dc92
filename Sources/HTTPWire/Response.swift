import HTTPTypes

/// One HTTP response: status, fields and body. The framing is the serialiser's.
public struct Response: Sendable {
    /// Room for the fields that most answers have, so that adding them doesn't reallocate.
    private static let usualFields = 8

    public var status: HTTPResponse.Status
    public var body: [UInt8]
    /// Asks the server to close the connection after this answer.
    public var closesConnection = false
    private(set) var fields: [(name: HTTPField.Name, value: String)] = []
    /// Shared fields, none of which `fields` has too.
    private(set) var block: FieldBlock?

    public init(status: HTTPResponse.Status, contentType: String? = nil, body: [UInt8] = []) {
        self.status = status
        self.body = body
        if let contentType { self[.contentType] = contentType }
    }

    /// The first value of the field; setting replaces every one of that name, nil removes them.
    public subscript(_ name: HTTPField.Name) -> String? {
        get { fields.first { $0.name == name }?.value ?? block?.value(name) }
        set {
            unpackBlock(ifItHas: name)
            if fields.contains(where: { $0.name == name }) {
                fields.removeAll { $0.name == name }
            }
            if let newValue { append(name, value: newValue) }
        }
    }

    /// Adds those fields of the block that the answer doesn't have yet.
    public mutating func appendMissing(_ added: FieldBlock) {
        let isDisjoint = fields.allSatisfy { added.value($0.name) == nil }
        if block == nil, isDisjoint {
            block = added
            return
        }
        for (name, value) in added.fields where self[name] == nil { fields.append((name, value)) }
    }

    /// A block is shared, so it is taken apart before one of its fields changes.
    private mutating func unpackBlock(ifItHas name: HTTPField.Name) {
        guard let block, block.value(name) != nil else { return }
        self.block = nil
        fields.append(contentsOf: block.fields)
    }

    /// Adds a field beside those of the same name (`Set-Cookie`, `Vary`).
    ///
    /// A value with CR, LF, NUL or another control character is dropped with its field, so no value
    /// can split a response (RFC 9110 §5.5). Content-Length, Transfer-Encoding, Connection and Date
    /// are the serialiser's own and are left out when it writes.
    public mutating func append(_ name: HTTPField.Name, value: String) {
        guard ByteClass.isFieldValue(value) else { return }
        if fields.isEmpty { fields.reserveCapacity(Self.usualFields) }
        fields.append((name, value))
    }

    /// All values of the fields of that name, in their order.
    public func values(_ name: HTTPField.Name) -> [String] {
        (fields + (block?.fields ?? [])).filter { $0.name == name }.map(\.value)
    }

    /// All fields as swift-http-types' own type.
    public var headerFields: HTTPFields {
        var all = HTTPFields()
        for field in fields + (block?.fields ?? []) {
            all.append(HTTPField(name: field.name, value: field.value))
        }
        return all
    }
}
