#if canImport(Darwin)
    import Foundation

    /// A thread that the kernel takes the core from as soon as another of the process wants it.
    /// `YieldingThread+Linux.swift` is its twin.
    enum YieldingThread {
        /// True: Foundation doesn't tell whether the system made the thread.
        static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
            let thread = Thread(block: body)
            thread.qualityOfService = .utility
            thread.start()
            return true
        }
    }
#endif
