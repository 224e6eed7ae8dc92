#if os(Linux)
    import CLinux
    import Dispatch
    import Glibc

    /// Watches a worker's connections: an epoll set, itself watched by one Dispatch source.
    ///
    /// One source per worker instead of one per connection halves the cost of a request. Used on the
    /// worker's queue only. `Poller+Darwin.swift` is its twin.
    final class Poller {
        /// What Dispatch tells: only that something is ready.
        typealias Signal = Void

        /// Events fetched by one call, and calls in one turn before other work has its chance.
        private static let batch = 256
        private static let rounds = 16

        private let set: Int32
        private let queue: DispatchQueue
        /// Made at the start: one that was never activated can't be let go.
        private var source: (any DispatchSourceRead)?
        private var events = [epoll_event](repeating: epoll_event(), count: Poller.batch)

        init(queue: DispatchQueue) throws(ServerError) {
            let set = epoll_create1(Int32(EPOLL_CLOEXEC))
            guard set >= 0 else { throw .system(call: "epoll_create1", errno: errno) }
            self.set = set
            self.queue = queue
        }

        deinit {
            if source == nil { SystemCalls.close(set) }
        }

        /// `notify` is called on the queue; it should pass the signal to `ready`.
        func start(notify: @escaping @Sendable (Signal) -> Void) {
            let source = DispatchSource.makeReadSource(fileDescriptor: set, queue: queue)
            source.setEventHandler { notify(()) }
            // Dispatch still watches the set until the source is cancelled.
            source.setCancelHandler { [set] in SystemCalls.close(set) }
            source.activate()
            self.source = source
        }

        /// Calls `body` for every event, then for those that came meanwhile; `batchEnd` after as many as
        /// one call has fetched.
        func ready(_ signal: Signal, _ body: (PollEvent) -> Void, batchEnd: () -> Void) {
            for _ in 0..<Self.rounds {
                let count = epoll_wait(set, &events, Int32(Self.batch), 0)
                guard count > 0 else { return }
                for event in events.prefix(Int(count)) { body(PollEvent(event)) }
                batchEnd()
            }
        }

        func add(_ token: ConnectionToken) -> Bool {
            control(EPOLL_CTL_ADD, token, .reading)
        }

        func change(_ token: ConnectionToken, _ interest: PollInterest) {
            _ = control(EPOLL_CTL_MOD, token, interest)
        }

        /// Forgets the connection and closes its descriptor, which takes it out of the set.
        func remove(_ token: ConnectionToken) {
            SystemCalls.close(token.descriptor)
        }

        func stop() { source?.cancel() }

        private func control(
            _ operation: Int32, _ token: ConnectionToken, _ interest: PollInterest
        ) -> Bool {
            var event = epoll_event()
            switch interest {
            case .nothing: event.events = 0
            case .reading: event.events = EPOLLIN.rawValue
            case .writing: event.events = EPOLLOUT.rawValue
            }
            event.data.u64 = token.packed
            return epoll_ctl(set, operation, token.descriptor, &event) == 0
        }
    }

    extension ConnectionToken {
        fileprivate var packed: UInt64 {
            UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor))
        }

        fileprivate init(packed: UInt64) {
            descriptor = Int32(bitPattern: UInt32(truncatingIfNeeded: packed))
            generation = UInt32(truncatingIfNeeded: packed >> 32)
        }
    }

    extension PollEvent {
        fileprivate init(_ event: epoll_event) {
            token = ConnectionToken(packed: event.data.u64)
            readable = event.events & EPOLLIN.rawValue != 0
            writable = event.events & EPOLLOUT.rawValue != 0
            broken = event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
        }
    }
#endif
