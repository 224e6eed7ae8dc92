import HTTPTypes
import HTTPWire

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What a parser made of some bytes, in words.
struct Verdict: Equatable, CustomStringConvertible {
    var requests: [String] = []
    var end = "idle"

    var description: String { (requests + [end]).joined(separator: " | ") }
}

/// Feeds `bytes` in pieces of the sizes that `next` names.
func verdict(_ bytes: UnsafeBufferPointer<UInt8>, _ next: (Int) -> Int) -> Verdict {
    var parser = RequestParser()
    var verdict = Verdict()
    var start = 0
    while start < bytes.count {
        let end = min(bytes.count, start + max(1, next(start)))
        var offset = start
        while offset < end {
            let rest = UnsafeBufferPointer(rebasing: bytes[offset..<end])
            switch parser.feed(rest.span) {
            case .needMore: offset = end
            case .refused(let refusal):
                verdict.end = "\(refusal)"
                return verdict
            case .done(let consumed):
                precondition(consumed > 0 && offset + consumed <= end, "consumed is in the piece")
                offset += consumed
                guard let request = parser.takeRequest(remoteAddress: "192.0.2.1") else {
                    preconditionFailure("a complete request can be taken")
                }
                verdict.requests.append(words(request))
            }
        }
        start = end
    }
    if !parser.isIdle { verdict.end = parser.isReadingBody ? "body" : "head" }
    return verdict
}

/// Everything of a request that a handler can see.
private func words(_ request: Request) -> String {
    let fields = request.headerFields.map { "\($0.name.rawName): \($0.value)" }
    let flags = "\(request.isHTTP10) \(request.keepsAlive)"
    return "\(request.method.rawValue) \(request.path) \(request.query ?? "-") "
        + "\(request.authority ?? "-") \(flags) \(fields) \(request.body)"
}

/// However its bytes are cut, a request means the same: whole, byte by byte, and at places that the
/// input itself chooses.
private func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let whole = verdict(bytes) { _ in count }
    for cut in [{ _ in 1 }, { Int(bytes[$0] & 31) }] as [(Int) -> Int] {
        let other = verdict(bytes, cut)
        precondition(other == whole, "cut: \(other), whole: \(whole)")
    }
    return 0
}

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// libFuzzer's own main is out of reach, as SwiftPM names the entry point.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main enum ParserFuzz {
    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runDriver(&count, &arguments, testOneInput))
    }
}
