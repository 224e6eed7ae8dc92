import HTTPTypes
package import HTTPWire

/// Raw bytes and what a server has to make of them, with the clause that says so.
package struct Row: Sendable, CustomStringConvertible {
    package enum Verdict: Sendable, Equatable {
        /// These requests, in their order, and nothing left over.
        case accepted([Understood])
        /// This status on the wire and this reason, then the connection ends.
        case refused(Int, Refusal)
    }

    package let clause: String
    package let bytes: [UInt8]
    package let verdict: Verdict

    package var description: String { "\(clause): \(bytes.words)" }

    static func accepted(_ clause: String, _ text: String, _ understood: Understood...) -> Row {
        Row(clause: clause, bytes: text.latin1, verdict: .accepted(understood))
    }

    static func refused(
        _ clause: String, _ status: Int, _ refusal: Refusal, _ text: String
    ) -> Row {
        Row(clause: clause, bytes: text.latin1, verdict: .refused(status, refusal))
    }
}

/// All that a handler can see of a request, but for the fields that carry the framing and the host.
package struct Understood: Sendable, Equatable, CustomStringConvertible {
    /// `METHOD target host`, the target decoded, the host `-` if there was none.
    package var line: String
    package var fields: [String]
    package var body: String
    package var keepsAlive: Bool

    package init(
        _ line: String, fields: [String] = [], body: String = "", keepsAlive: Bool = true
    ) {
        self.line = line
        self.fields = fields
        self.body = body
        self.keepsAlive = keepsAlive
    }

    package init(_ request: Request) {
        let query = request.query.map { "?" + $0 } ?? ""
        line = "\(request.method.rawValue) \(request.path)\(query) \(request.authority ?? "-")"
        fields = request.headerFields.compactMap { field in
            Self.left.contains(field.name.canonicalName)
                ? nil : "\(field.name.rawName): \(field.value)"
        }
        body = String(decoding: request.body, as: UTF8.self)
        keepsAlive = request.keepsAlive
    }

    private static let left = ["host", "content-length", "transfer-encoding"]

    package var description: String { "\(line) \(fields) \(body.debugDescription) \(keepsAlive)" }
}

extension String {
    /// One byte for each scalar, so that a literal can spell any byte.
    package var latin1: [UInt8] { unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
}

extension [UInt8] {
    /// Readable in a failing test, and not too long there.
    package var words: String {
        let text = String(String.UnicodeScalarView(prefix(400).map(Unicode.Scalar.init)))
        return text.debugDescription + (count > 400 ? "… \(count) bytes" : "")
    }
}
