#if os(Linux)
    import Foundation
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

        static func start(named name: String, _ body: @escaping @Sendable () -> Void) {
            let thread = Thread {
                _ = setpriority(which, 0, ofThisThread + niceness)
                body()
            }
            thread.name = name
            thread.start()
        }
    }
#endif
