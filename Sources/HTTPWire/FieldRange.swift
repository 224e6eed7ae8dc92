/// Where a header field's name and value stand in the bytes of a head.
struct FieldRange: Sendable, Equatable {
    private let nameStart: UInt32
    private let nameEnd: UInt32
    private let valueStart: UInt32
    private let valueEnd: UInt32

    /// The ranges come from a head that the limits keep far below 4 GiB; a larger one becomes empty.
    init(name: Range<Int>, value: Range<Int>) {
        nameStart = UInt32(clamping: name.lowerBound)
        nameEnd = UInt32(clamping: name.upperBound)
        valueStart = UInt32(clamping: value.lowerBound)
        valueEnd = UInt32(clamping: value.upperBound)
    }

    var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
    var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }

    /// Whether the name is `lowercased`, in any letter case (RFC 9110 §5.1).
    func isNamed(_ lowercased: String, in bytes: Span<UInt8>) -> Bool {
        let expected = lowercased.utf8
        guard expected.count == name.count else { return false }
        return bytes.equalsIgnoringCase(expected, at: name)
    }
}
