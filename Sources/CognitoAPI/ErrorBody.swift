/// The body of a refusal on the wire: `{"__type":"…","message":"…"}`.
///
/// `Message` in upper case is read too, as botocore does; a namespace before `#` and anything
/// after `:` in the type are dropped.
package struct ErrorBody: Codable, Sendable {
    package let type: String?
    package let message: String?

    package init(type: String, message: String) {
        self.type = type
        self.message = message
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.singleValueContainer().decode([String: Lenient].self)
        type = (members["__type"] ?? members["code"])?.text
        message = (members["message"] ?? members["Message"])?.text
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(["__type": type, "message": message].compactMapValues { $0 })
    }

    /// The exception's plain name: `a#NotAuthorizedException:x` is `NotAuthorizedException`.
    package static func plainName(_ type: String) -> String {
        let head = type.prefix { $0 != ":" && $0 != "," }
        return String(head.split(separator: "#").last ?? "")
    }

    /// A member of any type; only strings are of interest.
    private struct Lenient: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }
}
