#if canImport(Darwin)
    import Foundation

    /// A thread that the kernel takes the core from as soon as another of the process wants it.
    /// `YieldingThread+Linux.swift` is its twin.
    enum YieldingThread {
        static func start(named name: String, _ body: @escaping @Sendable () -> Void) {
            let thread = Thread(block: body)
            thread.name = name
            thread.qualityOfService = .utility
            thread.start()
        }
    }
#endif
