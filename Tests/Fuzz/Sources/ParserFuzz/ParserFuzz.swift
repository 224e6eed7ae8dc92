import FuzzSupport
import HTTPTypes
import HTTPWire

/// What a parser made of some bytes, in words.
struct Verdict: Equatable, CustomStringConvertible {
    var requests: [String] = []
    var end = "idle"

    var description: String { (requests + [end]).joined(separator: " | ") }
}

/// Feeds `bytes` in pieces of the sizes that `next` names.
func verdict(
    _ bytes: UnsafeBufferPointer<UInt8>, _ limits: Limits, _ next: (Int) -> Int
) -> Verdict {
    var parser = RequestParser(limits: limits)
    var verdict = Verdict()
    var start = 0
    while start < bytes.count {
        let end = min(bytes.count, start + max(1, next(start)))
        var offset = start
        while offset < end {
            let rest = UnsafeBufferPointer(rebasing: bytes[offset..<end])
            switch parser.feed(rest.span) {
            case .needMore:
                promise(parser.heldBytes <= limits.heldBytes, "held: \(parser.heldBytes)")
                offset = end
            case .refused(let refusal):
                verdict.end = "\(refusal) \(known(parser))"
                return verdict
            case .done(let consumed):
                promise(consumed > 0 && offset + consumed <= end, "consumed is in the piece")
                offset += consumed
                guard let request = parser.takeRequest(remoteAddress: "192.0.2.1") else {
                    broken("a complete request can be taken")
                }
                verdict.requests.append(words(request))
            }
        }
        start = end
    }
    if !parser.isIdle {
        verdict.end = "\(parser.isReadingBody ? "body" : "head") \(known(parser))"
    }
    return verdict
}

/// What the answer to a refusal would be made from.
private func known(_ parser: RequestParser) -> String {
    parser.partialRequest(remoteAddress: "192.0.2.1").map(words) ?? "-"
}

/// However its bytes are cut, a request means the same: whole, byte by byte, and at places that the
/// input itself chooses.
private func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let bytes = UnsafeBufferPointer(start: start, count: count)
    // The input's length chooses the limits, so every corpus has both.
    let limits = count.isMultiple(of: 2) ? Limits() : .small
    let whole = verdict(bytes, limits) { _ in count }
    for cut in [{ _ in 1 }, { Int(bytes[$0] & 31) }] as [(Int) -> Int] {
        let other = verdict(bytes, limits, cut)
        promise(other == whole, "cut: \(other), whole: \(whole)")
    }
    return 0
}

@main enum ParserFuzz {
    static func main() { fuzz(testOneInput) }
}
