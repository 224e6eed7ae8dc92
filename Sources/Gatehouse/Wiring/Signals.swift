import Dispatch
import Foundation
import Synchronization

/// SIGTERM and SIGINT: the first asks the process to end, a further one ends it at once.
///
/// The handler writes into a pipe. A Dispatch signal source would need the signal ignored before it
/// hears of it, and is set up later on a queue: what comes between the two is lost.
final class Signals {
    private static let writingEnd = Atomic<Int32>(-1)
    private let source: any DispatchSourceRead
    private let arrivals: AsyncStream<Void>
    private let arrived: Flag

    /// - Parameter second: called for every signal but the first.
    /// - Throws: `POSIXError` when the process has no descriptors left.
    init(
        _ numbers: [Int32] = [SIGTERM, SIGINT], second: @escaping @Sendable () -> Void
    ) throws {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let arrived = Flag()
        self.arrived = arrived
        arrivals = stream
        let reading = try Self.openPipe()
        source = DispatchSource.makeReadSource(
            fileDescriptor: reading, queue: DispatchQueue(label: "gatehouse.signals"))
        source.setEventHandler {
            // Each is a byte; those that come together are one event.
            let count = Self.readAll(reading)
            if count > 0, arrived.isSet || count > 1 { second() }
            arrived.set()
            continuation.yield()
        }
        source.activate()
        for number in numbers { Self.handle(number) }
    }

    var haveCome: Bool { arrived.isSet }

    /// Returns when the first signal has come.
    func first() async {
        for await _ in arrivals { return }
    }

    /// The writing end stays open as long as the process: a handler may run at any time.
    private static func openPipe() throws -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EMFILE) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        writingEnd.store(ends[1], ordering: .releasing)
        return ends[0]
    }

    /// Within the handler nothing but a `write`, which POSIX allows there.
    private static func handle(_ number: Int32) {
        var action = sigaction()
        action.sa_flags = SA_RESTART
        let handler: @convention(c) (Int32) -> Void = { _ in
            let code = errno
            var byte: UInt8 = 1
            _ = write(Signals.writingEnd.load(ordering: .acquiring), &byte, 1)
            errno = code
        }
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = handler
        #else
            action.__sigaction_u.__sa_handler = handler
        #endif
        sigaction(number, &action, nil)
    }

    private static func readAll(_ file: Int32) -> Int {
        var bytes = [UInt8](repeating: 0, count: 64)
        return max(0, read(file, &bytes, bytes.count))
    }
}
