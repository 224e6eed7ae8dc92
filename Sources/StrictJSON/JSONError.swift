/// Why a text isn't the JSON (RFC 8259) that this reader accepts. None of them carries the text.
public enum JSONError: Error, Equatable, Sendable {
    /// The text ends inside a value, or there is none.
    case unexpectedEnd
    /// A byte that can't stand where it stands.
    case unexpectedByte
    /// Something follows the value.
    case trailingBytes
    /// A name occurs twice in one object: two readers could believe different ones.
    case duplicateName
    /// A name longer than `JSONLimits.nameBytes`.
    case nameTooLong
    /// More than `JSONLimits.depth` objects and arrays inside each other.
    case tooDeep
    /// A string that isn't UTF-8.
    case invalidUTF8
    /// An unescaped control character in a string.
    case controlCharacter
    /// An escape that RFC 8259 §7 doesn't know, or half of a surrogate pair.
    case invalidEscape
    /// A number outside RFC 8259 §6, or too large for a Double.
    case invalidNumber
}
