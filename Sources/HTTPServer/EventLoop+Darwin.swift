#if canImport(Darwin)
    import Darwin
    import Dispatch

    /// A serial queue with a Dispatch source for each direction of each connection.
    ///
    /// `async`, `perform` and `watch` may be called from anywhere, the rest on the loop.
    /// `EventLoop+Linux.swift` is its twin.
    // Invariant: what can change is touched on `queue` only.
    final class EventLoop: @unchecked Sendable {
        typealias Work = @Sendable () -> Void
        typealias Batch = CollectionOfOne<PollEvent>

        private struct Connection {
            var token: ConnectionToken
            var reading: any DispatchSourceRead
            var writing: any DispatchSourceWrite
            var interest: PollInterest
        }

        private let queue: DispatchQueue
        private var ready: ((Batch) -> Void)?
        private var connections: [Int32: Connection] = [:]
        private var watched: [Int32: (source: any DispatchSourceRead, isPaused: Bool)] = [:]

        init(label: String) throws(ServerError) {
            queue = DispatchQueue(label: label)
        }

        func async(_ work: @escaping Work) { queue.async(execute: work) }

        /// As `async`: a queue isn't asked who runs it.
        func perform(_ work: @escaping Work) { async(work) }

        func after(milliseconds: Int64, _ work: @escaping Work) {
            let delay = DispatchTimeInterval.milliseconds(Int(clamping: milliseconds))
            queue.asyncAfter(deadline: .now() + delay, execute: work)
        }

        // MARK: Connections

        /// `ready` gets what becomes possible on connections, until `stop`.
        func start(_ ready: @escaping (Batch) -> Void) { self.ready = ready }

        func stop() {
            for connection in Array(connections.values) { remove(connection.token) }
            ready = nil
        }

        /// Watches it for reading.
        func add(_ token: ConnectionToken) -> Bool {
            let reading = DispatchSource.makeReadSource(
                fileDescriptor: token.descriptor, queue: queue)
            reading.setEventHandler { [weak self] in
                self?.tell(PollEvent(token: token, readable: true, writable: false, broken: false))
            }
            let writing = DispatchSource.makeWriteSource(
                fileDescriptor: token.descriptor, queue: queue)
            writing.setEventHandler { [weak self] in
                self?.tell(PollEvent(token: token, readable: false, writable: true, broken: false))
            }
            closeAfterBoth(reading, writing, token.descriptor)
            // Sources start suspended; only the one that is wanted runs.
            connections[token.descriptor] = Connection(
                token: token, reading: reading, writing: writing, interest: .reading)
            reading.resume()
            return true
        }

        func change(_ token: ConnectionToken, _ interest: PollInterest) {
            guard var connection = connections[token.descriptor], connection.token == token,
                connection.interest != interest
            else { return }
            switch connection.interest {
            case .nothing: break
            case .reading: connection.reading.suspend()
            case .writing: connection.writing.suspend()
            }
            switch interest {
            case .nothing: break
            case .reading: connection.reading.resume()
            case .writing: connection.writing.resume()
            }
            connection.interest = interest
            connections[token.descriptor] = connection
        }

        /// Forgets the connection; its descriptor is closed once both sources let go of it.
        func remove(_ token: ConnectionToken) {
            guard let connection = connections[token.descriptor], connection.token == token else {
                return
            }
            connections[token.descriptor] = nil
            connection.reading.cancel()
            connection.writing.cancel()
            // A suspended source never runs its cancel handler.
            if connection.interest != .reading { connection.reading.resume() }
            if connection.interest != .writing { connection.writing.resume() }
        }

        private func tell(_ event: PollEvent) { ready?(CollectionOfOne(event)) }

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

        // MARK: Other descriptors

        /// Calls `ready` on the loop whenever there is something to read or to accept.
        func watch(_ descriptor: Int32, _ ready: @escaping Work) throws(ServerError) {
            async { [self] in
                let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
                source.setEventHandler(handler: ready)
                watched[descriptor] = (source, isPaused: false)
                source.activate()
            }
        }

        func pause(_ descriptor: Int32) {
            guard let (source, isPaused) = watched[descriptor], !isPaused else { return }
            source.suspend()
            watched[descriptor]?.isPaused = true
        }

        func resume(_ descriptor: Int32) {
            guard let (source, isPaused) = watched[descriptor], isPaused else { return }
            source.resume()
            watched[descriptor]?.isPaused = false
        }

        /// `completion` runs on the loop once nothing of the descriptor is used any more.
        func unwatch(_ descriptor: Int32, _ completion: @escaping Work) {
            guard let (source, isPaused) = watched.removeValue(forKey: descriptor) else {
                return async(completion)
            }
            source.setCancelHandler(handler: completion)
            source.cancel()
            // A suspended source never runs its cancel handler.
            if isPaused { source.resume() }
        }
    }
#endif
