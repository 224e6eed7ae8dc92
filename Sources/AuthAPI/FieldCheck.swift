import StrictJSON

/// Whether a member of a body can be a field: a string, of bounded length, without control
/// characters (SQLite would end a text at a NUL).
enum FieldCheck {
    static func judge(
        _ value: JSONValue?, named name: String
    ) -> Result<String, APIError.FieldFault> {
        switch value {
        case nil, .null: .failure(.required(name))
        case .string(let text): judge(text, named: name)
        default: .failure(.invalid(name, "\(name) must be a string"))
        }
    }

    /// A member that may be left out: an empty string is one too.
    static func judgeOptional(
        _ member: JSONObject.Member, under prefix: String
    ) -> Result<String, APIError.FieldFault> {
        guard member.name.utf8.count <= AuthLimits.attributeNameBytes else {
            return .failure(.invalid(prefix, "a name is too long"))
        }
        let name = prefix + member.name
        guard let text = member.value.stringValue else {
            return .failure(.invalid(name, "\(name) must be a string"))
        }
        return text.isEmpty ? .success(text) : bounded(text, named: name)
    }

    private static func judge(
        _ text: String, named name: String
    ) -> Result<String, APIError.FieldFault> {
        let isBlank = text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        return isBlank ? .failure(.required(name)) : bounded(text, named: name)
    }

    private static func bounded(
        _ text: String, named name: String
    ) -> Result<String, APIError.FieldFault> {
        let limit = name == "email" ? AuthLimits.emailBytes : AuthLimits.fieldBytes
        guard text.utf8.count <= limit else {
            return .failure(.invalid(name, "\(name) is too long"))
        }
        guard !text.utf8.contains(where: { $0 < 32 || $0 == 127 }) else {
            return .failure(.invalid(name, "\(name) must not hold control characters"))
        }
        return .success(text)
    }
}

extension APIError.FieldFault: Error {
    static func required(_ field: String) -> Self {
        .init(field: field, code: "required", message: "\(field) is required")
    }

    static func invalid(_ field: String, _ message: String) -> Self {
        .init(field: field, code: "invalid", message: message)
    }
}
