#if canImport(Darwin)
    import Darwin
    import Dispatch

    /// Watches a worker's connections: a Dispatch source for each direction of each of them.
    ///
    /// Used on the worker's queue only. `Poller+Linux.swift` is its twin.
    final class Poller {
        /// What Dispatch tells: which connection is ready, and for what.
        typealias Signal = PollEvent

        private struct Watch {
            var token: ConnectionToken
            var reading: any DispatchSourceRead
            var writing: any DispatchSourceWrite
            var interest: PollInterest
        }

        private let queue: DispatchQueue
        private var notify: @Sendable (Signal) -> Void = { _ in }
        private var watches: [Int32: Watch] = [:]

        init(queue: DispatchQueue) throws(ServerError) {
            self.queue = queue
        }

        /// `notify` is called on the queue; it should pass the signal to `ready`.
        func start(notify: @escaping @Sendable (Signal) -> Void) {
            self.notify = notify
        }

        func ready(_ signal: Signal, _ body: (PollEvent) -> Void, batchEnd: () -> Void) {
            body(signal)
            batchEnd()
        }

        func add(_ token: ConnectionToken) -> Bool {
            let descriptor = token.descriptor
            let notify = notify
            let reading = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
            reading.setEventHandler {
                notify(PollEvent(token: token, readable: true, writable: false, broken: false))
            }
            let writing = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: queue)
            writing.setEventHandler {
                notify(PollEvent(token: token, readable: false, writable: true, broken: false))
            }
            closeAfterBoth(reading, writing, descriptor)
            // Sources start suspended; only the one that is wanted runs.
            watches[descriptor] = Watch(
                token: token, reading: reading, writing: writing, interest: .reading)
            reading.resume()
            return true
        }

        func change(_ token: ConnectionToken, _ interest: PollInterest) {
            guard var watch = watches[token.descriptor], watch.token == token else { return }
            guard watch.interest != interest else { return }
            switch watch.interest {
            case .nothing: break
            case .reading: watch.reading.suspend()
            case .writing: watch.writing.suspend()
            }
            switch interest {
            case .nothing: break
            case .reading: watch.reading.resume()
            case .writing: watch.writing.resume()
            }
            watch.interest = interest
            watches[token.descriptor] = watch
        }

        /// Forgets the connection; its descriptor is closed once both sources let go of it.
        func remove(_ token: ConnectionToken) {
            guard let watch = watches[token.descriptor], watch.token == token else { return }
            watches[token.descriptor] = nil
            watch.reading.cancel()
            watch.writing.cancel()
            // A suspended source never runs its cancel handler.
            if watch.interest != .reading { watch.reading.resume() }
            if watch.interest != .writing { watch.writing.resume() }
        }

        func stop() {
            for watch in Array(watches.values) { remove(watch.token) }
        }

        private func closeAfterBoth(
            _ reading: any DispatchSourceRead, _ writing: any DispatchSourceWrite,
            _ descriptor: Int32
        ) {
            let both = DispatchGroup()
            both.enter()
            both.enter()
            reading.setCancelHandler { both.leave() }
            writing.setCancelHandler { both.leave() }
            both.notify(queue: queue) { SystemCalls.close(descriptor) }
        }
    }
#endif
