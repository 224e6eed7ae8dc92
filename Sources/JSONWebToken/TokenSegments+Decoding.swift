import Cryptography
import StrictJSON

extension TokenSegments {
    /// The bytes behind one segment.
    func decode(_ segment: Range<Int>) throws(TokenError) -> [UInt8] {
        guard let decoded = Base64URL.decode(bytes.span.bytes.extracting(segment))
        else { throw .malformed }
        return decoded
    }

    /// The JSON object behind one segment; `error` if it is none.
    func decodeObject(
        _ segment: Range<Int>, or error: TokenError
    ) throws(TokenError) -> JSONObject {
        let decoded = try decode(segment)
        guard let object = (try? JSONValue(jsonBytes: decoded))?.objectValue else { throw error }
        return object
    }
}
