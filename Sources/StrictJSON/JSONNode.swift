/// What and where a value is in a JSON text.
package struct JSONNode: Sendable {
    enum Kind: Sendable {
        case null, no, yes, integer, double, string, array, object
    }

    let kind: Kind
    /// Of a string: whether its bytes mean themselves, as ASCII without escapes does.
    let isPlain: Bool
    private let start: Int
    private var end: Int
    let index: Int
    /// The index of the node behind this value and all that is inside it.
    private(set) var next: Int

    init(_ kind: Kind, _ range: Range<Int>, isPlain: Bool = false, index: Int) {
        self.kind = kind
        self.isPlain = isPlain
        start = range.lowerBound
        end = range.upperBound
        self.index = index
        next = index + 1
    }

    /// Where the value is; of a string what is between the quotation marks.
    var range: Range<Int> { start..<end }

    /// Whether a string can have as many bytes: one with escapes can mean fewer than it has.
    func hasLength(of text: UnsafeBufferPointer<UInt8>) -> Bool {
        end &- start == text.count || !isPlain
    }

    /// Ends an object or array.
    mutating func close(end: Int, next: Int) {
        self.end = end
        self.next = next
    }

    /// What a string means.
    func text(in bytes: [UInt8]) -> String {
        if isPlain, let text = try? UTF8Span(validating: bytes.span.extracting(range)) {
            return String(copying: text)
        }
        var reader = JSONReader(bytes: bytes)
        return (try? reader.readText(from: start)) ?? ""
    }
}
