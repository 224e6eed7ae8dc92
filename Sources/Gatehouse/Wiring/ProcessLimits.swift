import Foundation

/// What a server of many connections asks of its process, and what it may have of it.
enum ProcessLimits {
    /// Descriptors that are not for clients: databases, keys, the log, calls to Cognito.
    static let reservedDescriptors = 128
    /// Connections at most, whatever the system allows.
    static let mostConnections = 10_000

    static func prepare() {
        // A reader of the log or a peer that goes away is an error of the write, not our end; libcurl
        // counts on it too.
        signal(SIGPIPE, SIG_IGN)
        var limit = descriptorLimit()
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Open connections that the API may have: within the descriptors, so that the longest idle one
    /// makes room before the system refuses. The pool's wire door has a quarter of that beside it.
    static func connections() -> Int {
        connections(descriptors: Int(clamping: descriptorLimit().rlim_cur))
    }

    static func connections(descriptors: Int) -> Int {
        let free = max(descriptors - reservedDescriptors, descriptors / 4)
        return max(1, min(mostConnections, free * 4 / 5))
    }

    private static func descriptorLimit() -> rlimit {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return limit
    }
}
