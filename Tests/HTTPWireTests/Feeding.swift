import HTTPTypes
import HTTPWire
import WireCorpus

/// What a parser made of some bytes.
enum Verdict: Equatable {
    case incomplete
    case accepted([Understood])
    case refused(Refusal)
}

/// Ways to cut the same bytes.
enum Cutting: CaseIterable {
    case whole, single, pairs, sevens

    var size: Int {
        switch self {
        case .whole: .max
        case .single: 1
        case .pairs: 2
        case .sevens: 7
        }
    }
}

/// Feeds all of `bytes` in pieces.
func verdict(_ bytes: [UInt8], _ cutting: Cutting, limits: Limits = Limits()) -> Verdict {
    var parser = RequestParser(limits: limits)
    var seen: [Understood] = []
    var start = 0
    while start < bytes.count {
        let end = min(bytes.count, cutting == .whole ? bytes.count : start + cutting.size)
        var offset = start
        feeding: while offset < end {
            switch parser.feed(bytes[offset..<end].span) {
            case .needMore: break feeding
            case .refused(let refusal): return .refused(refusal)
            case .done(let consumed):
                offset += consumed
                guard let request = parser.takeRequest(remoteAddress: "192.0.2.1") else {
                    return .incomplete
                }
                seen.append(Understood(request))
            }
        }
        start = end
    }
    return parser.isIdle ? .accepted(seen) : .incomplete
}

func verdict(_ text: String, _ cutting: Cutting, limits: Limits = Limits()) -> Verdict {
    verdict(Array(text.utf8), cutting, limits: limits)
}

/// One request parsed in one go.
func parse(_ text: String) throws -> Request {
    var parser = RequestParser()
    let bytes = Array(text.utf8)
    if case .refused(let refusal) = parser.feed(bytes.span) { throw refusal }
    guard let request = parser.takeRequest(remoteAddress: "192.0.2.1") else {
        throw Refusal.incompleteRequest
    }
    return request
}
