import HTTPTypes

/// One HTTP response: status, fields and body. The framing is the serialiser's.
public struct Response: Sendable {
    public var status: HTTPResponse.Status
    public var body: [UInt8]
    /// Asks the server to close the connection after this answer.
    public var closesConnection = false
    private(set) var fields: [(name: HTTPField.Name, value: String)] = []

    public init(status: HTTPResponse.Status, contentType: String? = nil, body: [UInt8] = []) {
        self.status = status
        self.body = body
        if let contentType { self[.contentType] = contentType }
    }

    /// The first value of the field; setting replaces every one of that name, nil removes them.
    public subscript(_ name: HTTPField.Name) -> String? {
        get { fields.first { $0.name == name }?.value }
        set {
            fields.removeAll { $0.name == name }
            if let newValue { append(name, value: newValue) }
        }
    }

    /// Adds a field beside those of the same name (`Set-Cookie`, `Vary`).
    ///
    /// A value with CR, LF, NUL or another control character is dropped with its field, so no value
    /// can split a response (RFC 9110 §5.5). Content-Length, Transfer-Encoding, Connection and Date
    /// are the serialiser's own and are left out when it writes.
    public mutating func append(_ name: HTTPField.Name, value: String) {
        guard ByteClass.isFieldValue(value) else { return }
        fields.append((name, value))
    }

    /// All values of the fields of that name, in their order.
    public func values(_ name: HTTPField.Name) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// All fields as swift-http-types' own type.
    public var headerFields: HTTPFields {
        var all = HTTPFields()
        for field in fields { all.append(HTTPField(name: field.name, value: field.value)) }
        return all
    }
}
