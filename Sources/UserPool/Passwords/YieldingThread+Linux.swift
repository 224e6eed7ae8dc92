#if os(Linux)
    import Glibc

    /// A thread that the kernel takes the core from as soon as another of the process wants it. Its
    /// share of a core that others use without pause is about a tenth: it gets slow, and never stands
    /// still. `YieldingThread+Darwin.swift` is its twin.
    enum YieldingThread {
        /// What is added to the process's nice value. Linux keeps one per thread, where POSIX has one
        /// per process (setpriority(2)); a thread can't go back, so that these end with their work.
        static let niceness: Int32 = 10

        private static let which = __priority_which_t(PRIO_PROCESS.rawValue)

        /// The nice value of the calling thread.
        static var ofThisThread: Int32 { getpriority(which, 0) }

        private final class Work: Sendable {
            let body: @Sendable () -> Void
            init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        }

        /// False when the system makes no more threads (pthread_create(3), EAGAIN): nothing runs then.
        static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
            let work = Unmanaged.passRetained(Work(body)).toOpaque()
            if create(work) { return true }
            Unmanaged<Work>.fromOpaque(work).release()
            return false
        }

        private static func create(_ work: UnsafeMutableRawPointer) -> Bool {
            var thread = pthread_t()
            guard pthread_create(&thread, nil, run, work) == 0 else { return false }
            return pthread_detach(thread) == 0
        }

        private static let run:
            @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
                guard let work = $0 else { return nil }
                _ = setpriority(which, 0, ofThisThread + niceness)
                Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
                return nil
            }
    }
#endif
