import HTTPWire
import Testing

@testable import HTTPServer

/// A connection under a clock that only moves when told.
private struct Bench {
    var state: ConnectionState
    var now = MonotonicTime(milliseconds: 1_000_000)

    init() {
        state = ConnectionState(
            limits: ServerLimits(), requestLimits: Limits(),
            now: MonotonicTime(milliseconds: 1_000_000))
    }

    mutating func receive(_ text: String) -> ConnectionState.Step {
        state.receive(Array(text.utf8).span, remoteAddress: "192.0.2.1", now: now)
    }

    mutating func after(_ seconds: Int64) -> ConnectionState.Expiry? {
        now.milliseconds += seconds * 1000
        return state.expire(now: now)
    }
}

private let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"

@Suite struct ConnectionStateTests {
    @Test func silenceIsClosedAfterTheHeadsTime() {
        var bench = Bench()
        do {
            let expiry = bench.after(9)
            #expect(expiry == nil)
        }
        do {
            let expiry = bench.after(1)
            #expect(expiry == .close)
        }
    }

    @Test func drippingHeadIsAnsweredWith408() {
        var bench = Bench()
        for _ in 0..<9 {
            guard case .wait = bench.receive("G") else { return #expect(Bool(false)) }
            do {
                let expiry = bench.after(1)
                #expect(expiry == nil)
            }
        }
        _ = bench.receive("E")
        do {
            let expiry = bench.after(1)
            #expect(expiry == .refuse(.requestTimeout))
        }
        #expect(!bench.state.keepsConnection(false))
        // The refusal's own handler gets no second chance.
        do {
            let expiry = bench.after(30)
            #expect(expiry == .close)
        }
    }

    @Test func bodyHasATimeOfItsOwnThatDripsDoNotExtend() {
        var bench = Bench()
        _ = bench.receive(head + "\r\n")
        #expect(bench.state.phase == .body)
        do {
            let expiry = bench.after(29)
            #expect(expiry == nil)
        }
        _ = bench.receive("x")
        do {
            let expiry = bench.after(1)
            #expect(expiry == .refuse(.requestTimeout))
        }
    }

    @Test func idleConnectionOutlivesALoadBalancers() {
        var bench = Bench()
        guard case .respond = bench.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n") else {
            return #expect(Bool(false))
        }
        do {
            let result = bench.state.answered(keeps: true, now: bench.now)
            #expect(result == .next)
        }
        do {
            let expiry = bench.after(74)
            #expect(expiry == nil)
        }
        do {
            let expiry = bench.after(1)
            #expect(expiry == .close)
        }
    }

    @Test func lateHandlerIsAbandonedOnce() {
        var bench = Bench()
        _ = bench.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        do {
            let expiry = bench.after(29)
            #expect(expiry == nil)
        }
        do {
            let expiry = bench.after(1)
            #expect(expiry == .abandonHandler)
        }
        do {
            let expiry = bench.after(30)
            #expect(expiry == .close)
        }
    }

    @Test func slowReaderHasTimeByTheSizeOfTheAnswer() {
        var bench = Bench()
        _ = bench.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        bench.state.stall(unsent: 10 * 1024, now: bench.now)
        do {
            let expiry = bench.after(39)
            #expect(expiry == nil)
        }
        do {
            let expiry = bench.after(1)
            #expect(expiry == .close)
        }
    }

    @Test func lingeringIsBoundedInTimeAndBytes() {
        var bench = Bench()
        guard case .refuse(.malformedRequestLine, nil) = bench.receive("\n") else {
            return #expect(Bool(false))
        }
        do {
            let result = bench.state.answered(keeps: false, now: bench.now)
            #expect(result == .linger)
        }
        do {
            let result = bench.state.discard(1_048_576)
            #expect(!result)
        }
        do {
            let result = bench.state.discard(1)
            #expect(result)
        }
        do {
            let expiry = bench.after(1)
            #expect(expiry == nil)
        }
        do {
            let expiry = bench.after(1)
            #expect(expiry == .close)
        }
    }

    @Test func continueIsSentOnceAndOnlyForABodyThatIsRead() {
        var bench = Bench()
        guard case .sendContinue = bench.receive(head + "Expect: 100-continue\r\n\r\n") else {
            return #expect(Bool(false))
        }
        guard case .wait = bench.receive("ab") else { return #expect(Bool(false)) }
        guard case .respond = bench.receive("cd") else { return #expect(Bool(false)) }

        var tooLarge = Bench()
        let large = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999\r\n"
        let step = tooLarge.receive(large + "Expect: 100-continue\r\n\r\n")
        guard case .refuse(.bodyTooLarge, let request?) = step else {
            return #expect(Bool(false))
        }
        #expect(request.path == "/")
    }

    @Test func endOfInputInTheMiddleIsRefused() {
        var bench = Bench()
        _ = bench.receive("GET /")
        guard case .refuse(.incompleteRequest, _) = bench.state.endOfInput(now: bench.now) else {
            return #expect(Bool(false))
        }
        var idle = Bench()
        guard case .close = idle.state.endOfInput(now: idle.now) else {
            return #expect(Bool(false))
        }
    }

    @Test func drainClosesIdleAndEndsTheRest() {
        var idle = Bench()
        do {
            let result = idle.state.drain()
            #expect(result)
        }
        var busy = Bench()
        _ = busy.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(busy.state.keepsConnection(false))
        do {
            let result = busy.state.drain()
            #expect(!result)
        }
        #expect(!busy.state.keepsConnection(false))
    }
}
