import HTTPWire
import Testing

@testable import HTTPServer

/// A connection under a clock that only moves when told.
private final class Bench {
    var state: ConnectionState
    var now = MonotonicTime(milliseconds: 1_000_000)

    init(_ limits: ServerLimits = ServerLimits()) {
        state = ConnectionState(
            limits: SharedLimits(server: limits, request: Limits()),
            now: MonotonicTime(milliseconds: 1_000_000))
    }

    func receive(_ text: String) -> ConnectionState.Step {
        state.receive(Array(text.utf8).span, remoteAddress: "192.0.2.1", now: now)
    }

    func after(_ seconds: Int64) -> ConnectionState.Expiry? {
        now.milliseconds += seconds * 1000
        return state.expire(now: now)
    }

    func answered(keeps: Bool) -> ConnectionState.AfterAnswer {
        state.answered(keeps: keeps, now: now)
    }

    func endOfInput() -> ConnectionState.Step {
        state.endOfInput(remoteAddress: "192.0.2.1", now: now)
    }

    func discard(_ count: Int) -> Bool { state.discard(count) }
    func drain() -> Bool { state.drain(now: now) }
}

private let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"

@Suite struct ConnectionStateTests {
    @Test func silenceIsClosedAfterTheHeadsTime() {
        let bench = Bench()
        #expect(bench.after(9) == nil)
        #expect(bench.after(1) == .close)
    }

    /// RFC 9112 §2.2: a server ignores an empty line before a request, so it doesn't begin one. Nobody
    /// is told of a timeout that he could take for the answer to his next request.
    @Test(arguments: [("\r", "\nG"), ("\r\n", "G")])
    func anEmptyLineIsNotARequest(line: String, rest: String) {
        let bench = Bench()
        guard case .respond = bench.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n") else {
            return #expect(Bool(false))
        }
        #expect(bench.answered(keeps: true) == .next)
        guard case .wait = bench.receive(line) else { return #expect(Bool(false)) }
        #expect(bench.state.isIdle)
        #expect(bench.after(74) == nil)
        guard case .wait = bench.receive(rest) else {
            return #expect(Bool(false))
        }
        #expect(bench.after(10) == .refuse(.requestTimeout))
    }

    @Test func drippingHeadIsAnsweredWith408() {
        let bench = Bench()
        for _ in 0..<9 {
            guard case .wait = bench.receive("G") else { return #expect(Bool(false)) }
            #expect(bench.after(1) == nil)
        }
        _ = bench.receive("E")
        #expect(bench.after(1) == .refuse(.requestTimeout))
        #expect(!bench.state.keepsConnection(false))
        // The refusal's own handler gets no second chance.
        #expect(bench.after(30) == .close)
    }

    @Test func bodyHasATimeOfItsOwnThatDripsDoNotExtend() {
        var limits = ServerLimits()
        limits.bodyRate = 0
        let bench = Bench(limits)
        _ = bench.receive(head + "\r\n")
        #expect(bench.state.phase == .body)
        #expect(bench.after(29) == nil)
        _ = bench.receive("x")
        #expect(bench.after(1) == .refuse(.requestTimeout))
    }

    @Test func slowBodyIsRefusedAfterItsGrace() {
        let bench = Bench()
        _ = bench.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
        #expect(bench.after(9) == nil)
        _ = bench.receive(String(repeating: "x", count: 5500))
        #expect(bench.after(2) == nil)
        #expect(bench.after(1) == .refuse(.requestTimeout))
    }

    @Test func aRequestHasLessTimeThanItsPartsTogether() {
        var limits = ServerLimits()
        limits.request = .seconds(20)
        limits.bodyRate = 0
        let receiving = Bench(limits)
        _ = receiving.receive("POST /")
        #expect(receiving.after(9) == nil)
        _ = receiving.receive(" HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n")
        #expect(receiving.after(10) == nil)
        #expect(receiving.after(1) == .refuse(.requestTimeout))

        let working = Bench(limits)
        _ = working.receive("GET / HTTP/1.1\r\n")
        #expect(working.after(9) == nil)
        _ = working.receive("Host: a\r\n\r\n")
        #expect(working.after(10) == nil)
        #expect(working.after(1) == .abandonHandler)
    }

    @Test func knowsSinceWhenItIsIdle() {
        let bench = Bench()
        #expect(bench.state.idleSince == bench.now)
        _ = bench.receive("GET / HTTP/1.1\r\n")
        #expect(bench.state.idleSince == nil)
        _ = bench.receive("Host: a\r\n\r\n")
        #expect(bench.state.idleSince == nil)
        _ = bench.after(5)
        _ = bench.answered(keeps: true)
        #expect(bench.state.idleSince == bench.now)
    }

    @Test func idleConnectionOutlivesALoadBalancers() {
        let bench = Bench()
        guard case .respond = bench.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n") else {
            return #expect(Bool(false))
        }
        #expect(bench.answered(keeps: true) == .next)
        #expect(bench.after(74) == nil)
        #expect(bench.after(1) == .close)
    }

    @Test func lateHandlerIsAbandonedOnce() {
        let bench = Bench()
        _ = bench.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(bench.after(29) == nil)
        #expect(bench.after(1) == .abandonHandler)
        #expect(bench.after(30) == .close)
    }

    @Test func slowReaderHasTimeByTheSizeOfTheAnswer() {
        let bench = Bench()
        _ = bench.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        bench.state.stall(unsent: 10 * 1024, now: bench.now)
        #expect(bench.after(39) == nil)
        #expect(bench.after(1) == .close)
    }

    @Test func aReaderThatTakesALittleHasNoMoreTimeForIt() {
        let bench = Bench()
        _ = bench.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        bench.state.stall(unsent: 10 * 1024, now: bench.now)
        #expect(bench.after(39) == nil)
        bench.state.stall(unsent: 9 * 1024, now: bench.now)
        #expect(bench.after(1) == .close)
    }

    @Test func whatStillArrivesDoesNotHoldUpTheEnd() {
        let bench = Bench()
        _ = bench.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1")
        #expect(!bench.drain())
        #expect(bench.after(4) == nil)
        #expect(bench.after(1) == .refuse(.requestTimeout))

        let working = Bench()
        _ = working.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(!working.drain())
        #expect(working.after(29) == nil)
    }

    /// RFC 9112 §9.6: whoever asked for the end sends no more, so nothing can reset its answer.
    @Test func aClientThatAsksForTheEndIsNotLingeredFor() {
        let asked = Bench()
        _ = asked.receive("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(asked.answered(keeps: false) == .close)
        let told = Bench()
        _ = told.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(told.answered(keeps: false) == .linger)
    }

    @Test func lingeringIsBoundedInTimeAndBytes() {
        let bench = Bench()
        guard case .refuse(.malformedRequestLine, nil) = bench.receive("\n") else {
            return #expect(Bool(false))
        }
        #expect(bench.answered(keeps: false) == .linger)
        #expect(!bench.discard(1024 * 1024))
        #expect(bench.discard(1))
        #expect(bench.after(1) == nil)
        #expect(bench.after(1) == .close)
    }

    @Test func continueIsSentOnceAndOnlyForABodyThatIsRead() {
        let bench = Bench()
        guard case .sendContinue = bench.receive(head + "Expect: 100-continue\r\n\r\n") else {
            return #expect(Bool(false))
        }
        guard case .wait = bench.receive("ab") else { return #expect(Bool(false)) }
        guard case .respond = bench.receive("cd") else { return #expect(Bool(false)) }

        let tooLarge = Bench()
        let large = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999\r\n"
        let step = tooLarge.receive(large + "Expect: 100-continue\r\n\r\n")
        guard case .refuse(.bodyTooLarge, let request?) = step else {
            return #expect(Bool(false))
        }
        #expect(request.path == "/")
    }

    @Test func endOfInputInTheMiddleIsRefused() {
        let bench = Bench()
        _ = bench.receive("GET /")
        guard case .refuse(.incompleteRequest, _) = bench.endOfInput() else {
            return #expect(Bool(false))
        }
        let idle = Bench()
        guard case .close = idle.endOfInput() else {
            return #expect(Bool(false))
        }
    }

    @Test func drainClosesIdleAndEndsTheRest() {
        let idle = Bench()
        #expect(idle.drain())
        let busy = Bench()
        _ = busy.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(busy.state.keepsConnection(false))
        #expect(!busy.drain())
        #expect(!busy.state.keepsConnection(false))
    }
}
