import HTTPTypes

/// One HTTP response: status, fields and body. The framing is the serialiser's.
public struct Response: Sendable {
    /// The status; a 1xx goes out as 500, as nobody waits for more after it.
    public var status: HTTPResponse.Status
    /// The content. Its length is the serialiser's to say; HEAD, 204, 205 and 304 go out without it.
    public var body: [UInt8]
    /// Asks the server to close the connection after this answer.
    public var closesConnection = false
    private(set) var lines = FieldLines()
    /// Shared fields, none of which `lines` has too.
    private(set) var block: FieldBlock?

    /// - Parameter contentType: the `Content-Type`; none is sent without it.
    public init(status: HTTPResponse.Status, contentType: String? = nil, body: [UInt8] = []) {
        self.status = status
        self.body = body
        if let contentType { self[.contentType] = contentType }
    }

    /// The first value of the field; setting replaces every one of that name, nil removes them.
    public subscript(_ name: HTTPField.Name) -> String? {
        get { lines.first(name) ?? block?.lines.first(name) }
        set {
            unpackBlock(ifItHas: name)
            lines.removeAll(name)
            if let newValue { append(name, value: newValue) }
        }
    }

    /// Adds those fields of the block that the answer doesn't have yet.
    public mutating func appendMissing(_ added: FieldBlock) {
        if block == nil, !lines.shareAName(added) {
            block = added
        } else {
            unpackBlock()
            lines.append(lines.missing(of: added))
        }
    }

    /// A block is shared, so it is taken apart before one of its fields changes.
    private mutating func unpackBlock(ifItHas name: HTTPField.Name) {
        if block?.lines.contains(name) == true { unpackBlock() }
    }

    private mutating func unpackBlock() {
        if let block { lines.append(block.lines) }
        block = nil
    }

    /// Adds a field beside those of the same name (`Set-Cookie`, `Vary`).
    ///
    /// A value with CR, LF, NUL or another control character is dropped with its field, so no value
    /// can split a response (RFC 9112 §11.1); so is HTTP/2's `:name`, the one kind of name that the
    /// type lets through and that is no token. Content-Length, Transfer-Encoding, Connection and Date
    /// are the serialiser's own and are dropped too.
    public mutating func append(_ name: HTTPField.Name, value: String) {
        if ResponseSerializer.takes(name, value) { lines.append(name, value) }
    }

    /// All values of the fields of that name, in their order.
    public func values(_ name: HTTPField.Name) -> [String] {
        lines.values(name) + (block?.lines.values(name) ?? [])
    }

    /// All fields as swift-http-types' own type.
    public var headerFields: HTTPFields {
        var all = HTTPFields()
        for field in lines.fields + (block?.lines.fields ?? []) {
            all.append(HTTPField(name: field.name, value: field.value))
        }
        return all
    }
}
