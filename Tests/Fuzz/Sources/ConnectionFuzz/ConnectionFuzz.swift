import FuzzSupport
import HTTPTypes
import HTTPWire

@testable import HTTPServer

/// The bytes of an input that choose the cuts, the times and the limits; the rest is the client's.
private let seedBytes = 8

/// The whole machine of a connection means the same however its bytes are cut, to the byte of its
/// answers; and whatever else happens meanwhile, it hands out a beginning of the same story, answers
/// each request once, keeps within its bounds and comes to an end.
private func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > seedBytes else { return 0 }
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let (seed, bytes) = (input.prefix(seedBytes), input.dropFirst(seedBytes))
    let limits = input[0].isMultiple(of: 2) ? Limits() : .small
    let isProxied = !input[1].isMultiple(of: 2)
    var dice = Dice(seed)

    let whole = steadyRun(bytes, limits, isProxied: isProxied) { bytes.count }
    promise(whole.answers == whole.story.count - whole.names, "each answered once")
    for cut in [{ 1 }, { 1 + dice.roll(48) }] as [() -> Int] {
        let other = steadyRun(bytes, limits, isProxied: isProxied, cut)
        promise(other.story == whole.story, "cut: \(other.story), whole: \(whole.story)")
        promise(other.output == whole.output, "the same answers")
    }
    let chaotic = chaoticRun(bytes, limits, isProxied: isProxied, &dice)
    promise(chaotic.answers <= chaotic.story.count - chaotic.names, "no answer without a request")
    promise(isBeginning(chaotic.story, of: whole.story), "\(chaotic.story), \(whole.story)")
    return 0
}

/// Refusals for want of time, bytes or room may cut the story short.
private func isBeginning(_ story: [String], of whole: [String]) -> Bool {
    let late = [Refusal.requestTimeout, .handlerTimeout, .incompleteRequest, .overloaded].map {
        "refused: \($0) "
    }
    let timeless = story.filter { word in !late.contains { word.hasPrefix($0) } }
    return story.count - timeless.count <= 1 && whole.starts(with: timeless)
}

@main enum ConnectionFuzz {
    static func main() { fuzz(testOneInput) }
}
