import Dispatch
import Foundation
import Synchronization

/// SIGTERM and SIGINT: the first asks the process to end, a further one ends it at once.
final class Signals {
    private let sources: [any DispatchSourceSignal]
    private let arrivals: AsyncStream<Void>
    private let arrived: Flag

    /// - Parameter second: called for every signal but the first.
    init(second: @escaping @Sendable () -> Void) {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let queue = DispatchQueue(label: "gatehouse.signals")
        let arrived = Flag()
        self.arrived = arrived
        arrivals = stream
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                // Signals that come together are one event.
                if arrived.isSet || source.data > 1 { second() }
                arrived.set()
                continuation.yield()
            }
            source.activate()
            return source
        }
    }

    var haveCome: Bool { arrived.isSet }

    /// Returns when the first signal has come.
    func first() async {
        for await _ in arrivals { return }
    }
}
