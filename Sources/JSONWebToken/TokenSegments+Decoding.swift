import Cryptography
import StrictJSON

extension TokenSegments {
    /// The bytes behind one segment.
    func decode(_ segment: Range<Int>) throws(TokenError) -> [UInt8] {
        guard let decoded = Base64URL.decode(bytes.span.bytes.extracting(segment))
        else { throw Self.fault(in: bytes[segment]) }
        return decoded
    }

    /// The JSON object behind header or payload.
    func decodeObject(_ segment: Range<Int>) throws(TokenError) -> JSONObject {
        try decodeDocument(segment).value.objectValue ?? JSONObject()
    }

    /// The same as it was written.
    func decodeDocument(_ segment: Range<Int>) throws(TokenError) -> JSONDocument {
        let decoded = try decode(segment)
        let malformed: TokenError = segment == header ? .malformedHeader : .malformedPayload
        do throws(JSONError) {
            let document = try JSONDocument(jsonBytes: decoded)
            guard document.isObject else { throw JSONError.unexpectedByte }
            return document
        } catch {
            switch error {
            case .duplicateName: throw .duplicateName
            case .trailingBytes: throw .trailingBytes
            case .tooDeep: throw .tooDeep
            default: throw malformed
            }
        }
    }

    /// What is wrong with a segment that isn't canonical base64url.
    private static func fault(in segment: ArraySlice<UInt8>) -> TokenError {
        if segment.contains(where: " \t\r\n".utf8.contains) { return .whiteSpace }
        if segment.contains(UInt8(ascii: "=")) { return .paddedBase64 }
        if segment.contains(where: "+/".utf8.contains) { return .wrongBase64Alphabet }
        let isOfTheAlphabet = segment.allSatisfy(isLetterOrDigit)
        return isOfTheAlphabet && segment.count % 4 != 1 ? .nonCanonicalBase64 : .malformedBase64
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
