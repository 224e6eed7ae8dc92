import CCurl

/// Sets options of one handle and remembers whether libcurl took all of them: a transfer whose
/// trust couldn't be set up must not start.
struct EasyOptions {
    private(set) var areSet = true
    private let handle: UnsafeMutableRawPointer

    init(handle: UnsafeMutableRawPointer) {
        self.handle = handle
    }

    /// The options that every transfer has.
    mutating func apply(_ configuration: TransportConfiguration, to request: TransportRequest) {
        let total = Int(clamping: max(1, request.totalMilliseconds))
        let connect = Int(clamping: max(1, configuration.connectMilliseconds))
        string(CURLOPT_URL, request.url)
        long(CURLOPT_TIMEOUT_MS, total)
        long(CURLOPT_CONNECTTIMEOUT_MS, min(total, connect))
        long(CURLOPT_MAXAGE_CONN, CognitoClientLimits.idleConnectionSeconds)
        if !configuration.usesProxy { string(CURLOPT_NOPROXY, "*") }
        if configuration.sendsProxyHeader { long(CURLOPT_HAPROXYPROTOCOL, 1) }
        applyProtocol()
        applyTrust(caFile: configuration.caFile)
    }

    private mutating func applyProtocol() {
        string(CURLOPT_PROTOCOLS_STR, "http,https")
        long(CURLOPT_FOLLOWLOCATION, 0)
        long(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        long(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // Signals belong to the process; time limits work without them. libcurl then doesn't keep
        // SIGPIPE away either, which OpenSSL's writes to a closed connection can raise: the process
        // has to ignore that signal.
        long(CURLOPT_NOSIGNAL, 1)
    }

    private mutating func applyTrust(caFile: String?) {
        long(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        long(CURLOPT_SSL_VERIFYPEER, 1)
        long(CURLOPT_SSL_VERIFYHOST, 2)
        // With a directory of authorities OpenSSL searches it for each new connection: 42 ms
        // instead of 1.
        string(CURLOPT_CAPATH, nil)
        if let caFile { string(CURLOPT_CAINFO, caFile) }
    }

    mutating func long(_ option: CURLoption, _ value: Int) {
        check(gatehouse_set_long(handle, option, value))
    }

    mutating func string(_ option: CURLoption, _ value: String?) {
        check(gatehouse_set_string(handle, option, value))
    }

    /// Copies the bytes of a request's body; their number is set first.
    mutating func copyBody(_ bytes: [UInt8]) {
        // libcurl would take a null pointer for "ask the reader".
        let bytes = bytes.isEmpty ? [0] : bytes
        bytes.withUnsafeBytes { buffer in
            let text = buffer.assumingMemoryBound(to: CChar.self).baseAddress
            check(gatehouse_set_string(handle, CURLOPT_COPYPOSTFIELDS, text))
        }
    }

    mutating func headers(_ list: UnsafeMutablePointer<curl_slist>?) {
        check(gatehouse_set_list(handle, CURLOPT_HTTPHEADER, list))
    }

    /// A function that libcurl calls, and what it gets.
    mutating func callback(
        _ option: CURLoption, _ function: gatehouse_transfer_function,
        _ dataOption: CURLoption, _ context: UnsafeMutableRawPointer
    ) {
        check(gatehouse_set_function(handle, option, function))
        check(gatehouse_set_pointer(handle, dataOption, context))
    }

    private mutating func check(_ result: CURLcode) {
        areSet = areSet && result == CURLE_OK
    }
}
