#if os(Linux)
    import CLinux
    import Glibc

    /// A thread that waits for descriptors, for times and for what others ask of it, and does one after
    /// the other. It ends when nobody holds the loop any more.
    ///
    /// `async`, `perform` and `watch` may be called from anywhere, the rest on the loop. A serial queue
    /// with a source does the same for a third more of the time of a connection that is closed after
    /// one request. `EventLoop+Darwin.swift` is its twin.
    final class EventLoop: Sendable {
        typealias Work = @Sendable () -> Void

        /// What became possible meanwhile.
        struct Batch: Sequence {
            let events: UnsafeBufferPointer<epoll_event>

            func makeIterator() -> some IteratorProtocol<PollEvent> {
                events.lazy.map(PollEvent.init).makeIterator()
            }
        }

        private let thread: LoopThread

        /// - Parameter label: the thread's name; the system keeps 15 bytes of it.
        init(label: String) throws(ServerError) {
            thread = try LoopThread()
            try thread.start(label)
        }

        deinit { thread.finish() }

        func async(_ work: @escaping Work) { thread.take(work) }

        /// At once on the loop itself, as `async` elsewhere.
        func perform(_ work: @escaping Work) {
            if thread.isOnThread { work() } else { async(work) }
        }

        func after(milliseconds: Int64, _ work: @escaping Work) {
            thread.alarms.add(
                SystemCalls.monotonicTime().advanced(milliseconds: milliseconds), work)
        }

        // MARK: Connections

        /// `ready` gets what becomes possible on connections, until `stop`.
        func start(_ ready: @escaping (Batch) -> Void) { thread.ready = ready }

        func stop() { thread.ready = nil }

        /// Watches it for reading. False when the system has no room for that.
        func add(_ token: ConnectionToken) -> Bool {
            thread.control(EPOLL_CTL_ADD, token, .reading)
        }

        func change(_ token: ConnectionToken, _ interest: PollInterest) {
            _ = thread.control(EPOLL_CTL_MOD, token, interest)
        }

        /// Forgets the connection and closes its descriptor, which takes it out of the set.
        func remove(_ token: ConnectionToken) { SystemCalls.close(token.descriptor) }

        // MARK: Other descriptors

        /// Calls `ready` on the loop whenever there is something to read or to accept.
        func watch(_ descriptor: Int32, _ ready: @escaping Work) throws(ServerError) {
            guard thread.control(EPOLL_CTL_ADD, .other(descriptor), .reading) else {
                throw .system(call: "epoll_ctl", errno: errno)
            }
            async { [thread] in thread.watched[descriptor] = ready }
        }

        func pause(_ descriptor: Int32) { change(.other(descriptor), .nothing) }
        func resume(_ descriptor: Int32) { change(.other(descriptor), .reading) }

        /// `completion` runs on the loop once nothing of the descriptor is used any more.
        func unwatch(_ descriptor: Int32, _ completion: @escaping Work) {
            _ = thread.control(EPOLL_CTL_DEL, .other(descriptor), .nothing)
            thread.watched[descriptor] = nil
            async(completion)
        }
    }

    extension ConnectionToken {
        /// A descriptor that is no connection.
        fileprivate static func other(_ descriptor: Int32) -> Self {
            ConnectionToken(descriptor: descriptor, generation: 0)
        }
    }
#endif
