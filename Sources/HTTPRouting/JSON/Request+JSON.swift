import HTTPTypes
public import HTTPWire
public import StrictJSON

extension Request {
    /// The body as a JSON object, so that a route can tell a missing member from a wrong one.
    ///
    /// An empty body is `missingBody` whatever its type. Otherwise the type has to be
    /// `application/json` or end in `+json`, in UTF-8: a form or `text/plain`, which a page of another
    /// site may send without asking, never gets as far as a route.
    public func jsonObject() throws(RoutingError) -> JSONObject {
        guard !body.isEmpty else { throw .missingBody }
        guard isJSON else { throw .unsupportedMediaType }
        guard let object = (try? JSONValue(jsonBytes: body))?.objectValue else {
            throw .invalidJSON
        }
        return object
    }

    /// The body as a value of `type`. Where it must be told what is missing, take `jsonObject`.
    public func decodeJSON<Value: Decodable>(as type: Value.Type) throws(RoutingError) -> Value {
        // The strict reader first: the decoder lets repeated names and other encodings pass.
        _ = try jsonObject()
        return try JSONCoding.decode(type, from: body)
    }

    private var isJSON: Bool {
        let values = values(.contentType)
        guard values.count == 1, let value = values.first else { return false }
        var parts = value.lowercased().split(separator: ";", omittingEmptySubsequences: false)
            .map { $0.trimmed }
        let type = parts.removeFirst()
        guard type == "application/json" || type.hasSuffix("+json") && type.contains("/") else {
            return false
        }
        return parts.allSatisfy { parameter in
            guard parameter.hasPrefix("charset=") else { return true }
            return parameter == "charset=utf-8" || parameter == "charset=\"utf-8\""
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        var text = drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return text
    }
}
