import Foundation
import HTTPServer

#if os(Linux)
    import CLinux
#endif

/// What a server of many connections asks of its process, and what it may have of it.
enum ProcessLimits {
    /// Descriptors that are not for clients: databases, keys, the log, calls to Cognito.
    static let reservedDescriptors = 128
    /// Connections at most, unless the operator says another number.
    static let usualConnections = 10_000

    static func prepare() {
        returnMemory()
        // A reader of the log or a peer that goes away is an error of the write, not our end; libcurl
        // counts on it too.
        signal(SIGPIPE, SIG_IGN)
        // So is a file that reaches its limit (`ulimit -f`): Dispatch's threads block the signal, but
        // no other thread that writes may be our end either.
        signal(SIGXFSZ, SIG_IGN)
        var limit = descriptorLimit()
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// glibc's heap would keep a password hash's 19 MiB once one was freed, and an arena for each of
    /// the threads that Dispatch makes: 23 MiB of private memory after one sign-in instead of 4.
    private static func returnMemory() {
        #if os(Linux)
            mallopt(M_MMAP_THRESHOLD, 1 << 20)
            mallopt(M_ARENA_MAX, 2)
        #endif
    }

    /// Open connections that the API may have: within the descriptors, so that the longest idle one
    /// makes room before the system refuses. The pool's wire door has a quarter of that beside it.
    static func connections(wanted: Int) -> Int {
        connections(wanted: wanted, descriptors: Int(clamping: descriptorLimit().rlim_cur))
    }

    static func connections(wanted: Int, descriptors: Int) -> Int {
        let free = max(descriptors - reservedDescriptors, descriptors / 4)
        return max(1, min(wanted, free / 5 * 4 + free % 5 * 4 / 5))
    }

    /// The configured limits, as far as the descriptors allow them.
    static func limits(_ configuration: Configuration) -> ServerLimits {
        var limits = configuration.limits
        limits.connections = connections(wanted: limits.connections)
        return limits
    }

    static func warnings(_ configuration: Configuration) -> [String] {
        let wanted = configuration.limits.connections
        let allowed = connections(wanted: wanted)
        guard allowed < wanted else { return [] }
        return [
            "\(allowed) connections are open at most, not \(wanted) (GATEHOUSE_MAX_CONNECTIONS): "
                + "the process may have no more descriptors (ulimit -Hn)"
        ]
    }

    private static func descriptorLimit() -> rlimit {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return limit
    }
}
