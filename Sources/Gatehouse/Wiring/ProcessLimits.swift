import Foundation

/// What a server of many connections asks of its process.
enum ProcessLimits {
    static func prepare() {
        // A reader of the log or a peer that goes away is an error of the write, not our end; libcurl
        // counts on it too.
        signal(SIGPIPE, SIG_IGN)
        raiseDescriptors()
    }

    /// As many descriptors as the system allows: one per connection.
    private static func raiseDescriptors() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
