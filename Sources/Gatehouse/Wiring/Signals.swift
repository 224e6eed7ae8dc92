import Dispatch
import Foundation
import Synchronization

/// SIGTERM and SIGINT: the first asks the process to end, a further one ends it at once.
final class Signals {
    private let sources: [any DispatchSourceSignal]
    private let arrivals: AsyncStream<Void>

    /// - Parameter second: called for every signal but the first.
    init(second: @escaping @Sendable () -> Void) {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let queue = DispatchQueue(label: "gatehouse.signals")
        let hasCome = Flag()
        arrivals = stream
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if hasCome.isSet { second() }
                hasCome.set()
                continuation.yield()
            }
            source.activate()
            return source
        }
    }

    /// Returns when the first signal has come.
    func first() async {
        for await _ in arrivals { return }
    }
}
