#if os(Linux)
    import CLinux
    import Glibc
    import Synchronization

    /// What an event loop's thread holds: it outlives the loop by the work that was under way.
    // Invariant: what can change is touched on the thread only, but for the mailbox, which has a lock.
    final class LoopThread: @unchecked Sendable {
        private struct Mailbox {
            var work: ContiguousArray<EventLoop.Work> = []
            var isFinished = false
        }

        /// Events fetched by one call.
        private static let batch = 256

        private let set: Int32
        /// Counts what was put into an empty mailbox; edge-triggered, so nobody need read it.
        private let bell: Int32
        private let mailbox = Mutex(Mailbox())
        private let events: UnsafeMutableBufferPointer<epoll_event>

        private let thread = Atomic<UInt>(0)

        // Invariant, for the exclusivity that isn't checked at run time here and below: what changes one
        // of these runs nobody's work meanwhile.
        @exclusivity(unchecked) var alarms = Alarms()
        @exclusivity(unchecked) var ready: ((EventLoop.Batch) -> Void)?
        @exclusivity(unchecked) var watched: [Int32: EventLoop.Work] = [:]

        init() throws(ServerError) {
            let set = epoll_create1(Int32(EPOLL_CLOEXEC))
            guard set >= 0 else { throw .system(call: "epoll_create1", errno: errno) }
            let bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
            guard bell >= 0 else {
                defer { SystemCalls.close(set) }
                throw .system(call: "eventfd", errno: errno)
            }
            (self.set, self.bell) = (set, bell)
            events = .allocate(capacity: Self.batch)
        }

        deinit {
            events.deallocate()
            SystemCalls.close(set)
            SystemCalls.close(bell)
        }

        func start(_ label: String) throws(ServerError) {
            var event = epoll_event()
            event.events = EPOLLIN.rawValue | EPOLLET.rawValue
            event.data.u64 = ConnectionToken(descriptor: bell, generation: 0).packed
            guard epoll_ctl(set, EPOLL_CTL_ADD, bell, &event) == 0 else {
                throw .system(call: "epoll_ctl", errno: errno)
            }
            let code = SystemCalls.startThread(label) { [self] in run() }
            if code != 0 { throw .system(call: "pthread_create", errno: code) }
        }

        // MARK: From any thread

        func take(_ work: @escaping EventLoop.Work) {
            ring { $0.work.append(work) }
        }

        func finish() {
            ring { $0.isFinished = true }
        }

        /// The thread looks into the mailbox before it waits: only the first has to wake it.
        private func ring(_ change: (inout Mailbox) -> Void) {
            let wasEmpty = mailbox.withLock { mailbox in
                defer { change(&mailbox) }
                return mailbox.work.isEmpty
            }
            if wasEmpty, !isOnThread { eventfd_write(bell, 1) }
        }

        var isOnThread: Bool {
            thread.load(ordering: .relaxed) == SystemCalls.currentThread()
        }

        func control(
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

        // MARK: On the thread

        private func run() {
            thread.store(SystemCalls.currentThread(), ordering: .relaxed)
            while true {
                let count = epoll_wait(set, events.baseAddress, Int32(Self.batch), timeout())
                // What was asked for before an event came is done before anybody is told of it.
                guard openMailbox() else { return }
                if count > 0 { deliver(UnsafeBufferPointer(rebasing: events.prefix(Int(count)))) }
                soundAlarms()
            }
        }

        /// In milliseconds, -1 for as long as it takes.
        private func timeout() -> Int32 {
            if mailbox.withLock({ !$0.work.isEmpty || $0.isFinished }) { return 0 }
            return alarms.isEmpty ? -1 : alarms.timeout(SystemCalls.monotonicTime())
        }

        private func soundAlarms() {
            guard !alarms.isEmpty else { return }
            for work in alarms.due(SystemCalls.monotonicTime()) { work() }
        }

        private func deliver(_ events: UnsafeBufferPointer<epoll_event>) {
            ready?(EventLoop.Batch(events: events))
            for event in events {
                let token = ConnectionToken(packed: event.data.u64)
                if token.generation == 0 { watched[token.descriptor]?() }
            }
        }

        /// Does what lies in the mailbox; what that puts there has its turn after the next events. False
        /// when nothing will come any more.
        private func openMailbox() -> Bool {
            let (work, isFinished) = mailbox.withLock { mailbox in
                defer { mailbox.work = [] }
                return (mailbox.work, mailbox.isFinished)
            }
            for piece in work { piece() }
            return !isFinished
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
        init(_ event: epoll_event) {
            token = ConnectionToken(packed: event.data.u64)
            readable = event.events & EPOLLIN.rawValue != 0
            writable = event.events & EPOLLOUT.rawValue != 0
            broken = event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
        }
    }
#endif
