import HTTPTypes

/// A parsed request head: the decisions taken from it, and its bytes with the ranges of the fields.
///
/// Fields stay bytes until somebody asks: building `HTTPFields` eagerly costs as much as all the
/// rest of the parser.
final class RequestHead: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let query: String?
    let authority: String?
    let isHTTP10: Bool
    let keepsAlive: Bool
    let expectsContinue: Bool
    let framing: BodyFraming
    private let bytes: [UInt8]
    private let fields: [FieldRange]

    init(
        method: HTTPRequest.Method, target: RequestTarget, isHTTP10: Bool, rules: MessageRules,
        bytes: [UInt8], fields: [FieldRange]
    ) {
        self.method = method
        path = target.path
        query = target.query
        authority = target.authority ?? rules.host
        self.isHTTP10 = isHTTP10
        keepsAlive = rules.keepsAlive
        expectsContinue = rules.expectsContinue
        framing = rules.framing
        self.bytes = bytes
        self.fields = fields
    }

    /// A head that nobody sent, for tests and for requests made in process.
    init(method: HTTPRequest.Method, path: String, query: String?, headerFields: HTTPFields) {
        var bytes: [UInt8] = []
        var fields: [FieldRange] = []
        for field in headerFields {
            let name = bytes.count..<bytes.count + field.name.rawName.utf8.count
            bytes.append(contentsOf: field.name.rawName.utf8)
            let value = bytes.count..<bytes.count + field.value.utf8.count
            bytes.append(contentsOf: field.value.utf8)
            fields.append(FieldRange(name: name, value: value))
        }
        self.method = method
        self.path = path
        self.query = query
        authority = nil
        isHTTP10 = false
        keepsAlive = true
        expectsContinue = false
        framing = .none
        self.bytes = bytes
        self.fields = fields
    }

    /// Its bytes and where the fields lie in them, in bytes.
    var size: Int { bytes.count + fields.count * MemoryLayout<FieldRange>.stride }

    func firstValue(_ name: HTTPField.Name) -> String? {
        let bytes = self.bytes
        let span = bytes.span
        for field in fields {
            if field.isNamed(name.canonicalName, in: span) { return value(field) }
        }
        return nil
    }

    func values(_ name: HTTPField.Name) -> [String] {
        var found: [String] = []
        let bytes = self.bytes
        let span = bytes.span
        for field in fields {
            if field.isNamed(name.canonicalName, in: span) { found.append(value(field)) }
        }
        return found
    }

    func headerFields() -> HTTPFields {
        var all = HTTPFields()
        all.reserveCapacity(fields.count)
        for field in fields {
            let raw = String(decoding: bytes[field.name], as: UTF8.self)
            guard let name = HTTPField.Name(raw) else { continue }
            all.append(HTTPField(name: name, value: value(field)))
        }
        return all
    }

    /// Bytes beyond ASCII (obs-text) are read as ISO-8859-1, as Node does: each is one character
    /// that combines with nothing, so no value can make a comparison costly.
    private func value(_ field: FieldRange) -> String {
        let bytes = self.bytes
        let value = bytes.span.extracting(field.value)
        if value.isASCII {
            // Checked the line before: checking again costs more than copying.
            return String(copying: UTF8Span(unchecked: value, isKnownASCII: true))
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: bytes[field.value].lazy.map(Unicode.Scalar.init))
        return String(text)
    }
}
