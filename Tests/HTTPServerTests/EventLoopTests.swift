import Dispatch
import Synchronization
import Testing

@testable import HTTPServer

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension EventLoop {
    /// What `body` returns on the loop.
    func sync<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result {
        let result = Mutex<Result?>(nil)
        let done = DispatchSemaphore(value: 0)
        async {
            result.withLock { $0 = body() }
            done.signal()
        }
        done.wait()
        return result.withLock { $0! }
    }
}

@Suite(.timeLimit(.minutes(2))) struct EventLoopTests {
    @Test func workIsDoneInTheOrderInWhichItCame() throws {
        let loop = try EventLoop(label: "test")
        let seen = Mutex<[Int]>([])
        for number in 0..<1000 { loop.async { seen.withLock { $0.append(number) } } }
        let before = loop.sync { seen.withLock(\.self) }
        #expect(before == Array(0..<1000))
    }

    /// Nobody is forgotten who comes while the thread is about to sleep.
    @Test func workOfManyThreadsIsAllDone() async throws {
        let loop = try EventLoop(label: "test")
        let sum = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { await Self.turns(500, on: loop) } }
            return await group.reduce(0, +)
        }
        #expect(sum == 4000)
    }

    /// One after the other, how often it was its turn.
    private static func turns(_ count: Int, on loop: EventLoop) async -> Int {
        var sum = 0
        for _ in 0..<count {
            sum += await withCheckedContinuation { done in
                loop.async { done.resume(returning: 1) }
            }
        }
        return sum
    }

    /// What work asks for has its turn after what was there already.
    @Test func workThatAsksForMoreDoesNotKeepOthersOut() async throws {
        let loop = try EventLoop(label: "test")
        let restless = Restless()
        restless.work(on: loop)
        let alarm = await withCheckedContinuation { done in
            loop.async { loop.after(milliseconds: 1) { done.resume(returning: true) } }
        }
        restless.isOver.store(true, ordering: .relaxed)
        #expect(alarm)
    }

    @Test func descriptorIsWatchedUntilItIsNot() async throws {
        let loop = try EventLoop(label: "test")
        let (ours, theirs) = try socketPair()
        defer { [ours, theirs].forEach(SystemCalls.close) }
        let calls = Mutex(0)
        let (stream, more) = AsyncStream.makeStream(of: Void.self)
        try loop.watch(ours) {
            calls.withLock { $0 += 1 }
            loop.pause(ours)
            more.yield()
        }
        var times = stream.makeAsyncIterator()
        write(to: theirs)
        await times.next()
        // Level-triggered: what nobody has read is told of again.
        loop.sync { loop.resume(ours) }
        await times.next()
        await withCheckedContinuation { done in
            loop.async { loop.unwatch(ours) { done.resume() } }
        }
        write(to: theirs)
        loop.sync {}
        #expect(calls.withLock(\.self) == 2)
    }

    /// Who has asked for something and then causes an event finds it done: a server that was told to
    /// drain says so in the next answer.
    @Test func whatWasAskedForBeforeAnEventIsDoneBefore() async throws {
        let loop = try EventLoop(label: "test")
        let (ours, theirs) = try socketPair()
        defer { [ours, theirs].forEach(SystemCalls.close) }
        let seen = Mutex<[String]>([])
        let blocked = DispatchSemaphore(value: 0)
        await withCheckedContinuation { done in
            try? loop.watch(ours) {
                seen.withLock { $0.append("event") }
                loop.unwatch(ours) { done.resume() }
            }
            loop.async { blocked.wait() }
            loop.async { seen.withLock { $0.append("work") } }
            write(to: theirs)
            blocked.signal()
        }
        #expect(seen.withLock(\.self) == ["work", "event"])
    }

    private func write(to descriptor: Int32) {
        _ = [UInt8(1)].withUnsafeBytes { SystemCalls.write(descriptor, $0) }
    }

    #if os(Linux)
        /// What can't be watched is told at once: a server that nobody could reach must not start.
        @Test func whatCannotBeWatchedIsRefused() throws {
            let loop = try EventLoop(label: "test")
            let file = open("/dev/null", O_RDONLY)
            defer { SystemCalls.close(file) }
            #expect(throws: ServerError.system(call: "epoll_ctl", errno: EPERM)) {
                try loop.watch(file) {}
            }
        }

        /// Whoever embeds the server may leave SIGPIPE as it is, and handlers may write to pipes.
        @Test func noSignalInterruptsTheThread() throws {
            let loop = try EventLoop(label: "test")
            let (pipe, segmentation) = loop.sync {
                var mask = sigset_t()
                pthread_sigmask(SIG_BLOCK, nil, &mask)
                return (sigismember(&mask, SIGPIPE), sigismember(&mask, SIGSEGV))
            }
            #expect(pipe == 1)
            #expect(segmentation == 0)
        }

        /// Its thread lets go of everything, of what was to be done in an hour too; a queue would not.
        @Test(arguments: [true, false])
        func loopEndsWithItsLastHolder(_ lastIsItsOwnWork: Bool) async {
            await withCheckedContinuation { done in
                hold(Witness { done.resume() }, lastIsItsOwnWork)
            }
        }

        private func hold(_ witness: Witness, _ lastIsItsOwnWork: Bool) {
            guard let loop = try? EventLoop(label: "test") else { return }
            loop.sync { loop.after(milliseconds: 3_600_000) { _ = witness } }
            if lastIsItsOwnWork { loop.async { _ = loop } }
        }
    #endif

    @Test func alarmsComeInTheirOrder() {
        var alarms = Alarms()
        let seen = Mutex<[Int]>([])
        for (number, time) in [30, 10, 20, 10].enumerated() {
            alarms.add(MonotonicTime(milliseconds: Int64(time))) {
                seen.withLock { $0.append(number) }
            }
        }
        func wait(_ time: Int64) -> Int32 { alarms.timeout(MonotonicTime(milliseconds: time)) }
        #expect(wait(4) == 6)
        #expect(wait(40) == 0)
        #expect(alarms.due(MonotonicTime(milliseconds: 9)).isEmpty)
        for work in alarms.due(MonotonicTime(milliseconds: 20)) { work() }
        #expect(wait(20) == 10)
        for work in alarms.due(MonotonicTime(milliseconds: 30)) { work() }
        #expect(seen.withLock(\.self) == [1, 3, 2, 0])
        #expect(wait(31) == -1)
    }
}

/// Tells when nobody holds it any more.
private final class Witness: Sendable {
    private let gone: @Sendable () -> Void
    init(_ gone: @escaping @Sendable () -> Void) { self.gone = gone }
    deinit { gone() }
}

/// Always has something to do.
private final class Restless: Sendable {
    let isOver = Atomic(false)

    func work(on loop: EventLoop) {
        guard !isOver.load(ordering: .relaxed) else { return }
        loop.async { self.work(on: loop) }
    }
}
