import CCurl

/// libcurl's multi handle, shared by the thread that runs the transfers and those who wake it.
// Invariant: only the transfer loop's thread uses the handle, but for its wake-up, which
// libcurl allows from every thread; it's freed when neither side holds it any more.
final class MultiHandle: @unchecked Sendable {
    /// Null only when memory is gone; libcurl's functions then answer with an error.
    let pointer: UnsafeMutableRawPointer?

    init() throws(LibraryFault) {
        if let reason = gatehouse_curl_load() {
            throw LibraryFault(reason: String(cString: reason))
        }
        pointer = gatehouse_multi_init()
        let connections = CognitoClientLimits.connections
        gatehouse_multi_set_long(pointer, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections)
        gatehouse_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, connections)
        gatehouse_multi_set_long(pointer, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING))
    }

    deinit {
        gatehouse_multi_cleanup(pointer)
    }

    /// Ends the loop's sleep. From any thread.
    func wakeUp() {
        gatehouse_multi_wakeup(pointer)
    }
}
