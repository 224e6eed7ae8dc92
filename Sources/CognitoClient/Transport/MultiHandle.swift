import CCurl

/// libcurl's multi handle, shared by the thread that runs the transfers and those who wake it.
// Invariant: only the transfer loop's thread uses the handle, but for `curl_multi_wakeup`, which
// libcurl allows from every thread; it's freed when neither side holds it any more.
final class MultiHandle: @unchecked Sendable {
    /// Null only when memory is gone; libcurl's functions then answer with an error.
    let pointer: UnsafeMutableRawPointer?

    /// `curl_global_init` must run once, before everything else.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    init() {
        pointer = Self.isReady ? curl_multi_init() : nil
        let connections = CognitoClientLimits.connections
        gatehouse_multi_set_long(pointer, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections)
        gatehouse_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, connections)
        gatehouse_multi_set_long(pointer, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING))
    }

    deinit {
        curl_multi_cleanup(pointer)
    }

    /// Ends the loop's sleep. From any thread.
    func wakeUp() {
        curl_multi_wakeup(pointer)
    }
}
