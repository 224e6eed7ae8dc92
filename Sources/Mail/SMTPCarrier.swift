import CCurl

/// Carries letters to an SMTP server over libcurl, each over a connection of its own: codes are few,
/// and a connection that waits for the next one would end without a QUIT.
///
/// TLS 1.2 at least, certificate and host name verified. The process must ignore SIGPIPE.
package final class SMTPCarrier: MailCarrier {
    private let server: SMTPServer
    /// Null only when memory is gone; libcurl's functions then answer with an error.
    private let handle: UnsafeMutableRawPointer?
    private var message: [UInt8] = []
    private var sent = 0
    private var areSet = true

    /// Loads libcurl. Call it before the first carrier.
    ///
    /// - Throws: where libcurl isn't installed.
    package static func prepare() throws(MailFault) {
        if let reason = gatehouse_curl_load() {
            throw MailFault(reason: String(cString: reason))
        }
    }

    package init(server: SMTPServer) {
        self.server = server
        handle = gatehouse_easy_init()
    }

    deinit {
        gatehouse_easy_cleanup(handle)
    }

    package func carry(_ envelope: Envelope) -> MailOutcome {
        gatehouse_easy_reset(handle)
        let recipients = gatehouse_list_append(nil, "<\(envelope.recipient.text)>")
        defer {
            gatehouse_easy_reset(handle)
            gatehouse_list_free(recipients)
            message = []
        }
        message = envelope.message
        sent = 0
        areSet = recipients != nil
        setConnection(hello: envelope.sender.domain)
        setTrust()
        string(CURLOPT_MAIL_FROM, "<\(envelope.sender.text)>")
        check(gatehouse_set_list(handle, CURLOPT_MAIL_RCPT, recipients))
        setMessage()
        guard areSet else { return .failed(.broken) }
        let result = gatehouse_easy_perform(handle)
        return MailOutcome(
            result, reply: gatehouse_info_long(handle, CURLINFO_RESPONSE_CODE))
    }

    private func setConnection(hello name: String) {
        string(CURLOPT_URL, server.url(hello: name))
        string(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        string(CURLOPT_NOPROXY, "*")
        long(CURLOPT_FORBID_REUSE, 1)
        long(CURLOPT_TIMEOUT_MS, Int(MailLimits.carrying))
        long(CURLOPT_CONNECTTIMEOUT_MS, Int(MailLimits.connect))
        // Signals belong to the process; time limits work without them.
        long(CURLOPT_NOSIGNAL, 1)
        if let credentials = server.credentials {
            string(CURLOPT_USERNAME, credentials.user)
            string(CURLOPT_PASSWORD, credentials.password)
        }
    }

    private func setTrust() {
        let isProtected = server.protection != .none
        long(CURLOPT_USE_SSL, Int((isProtected ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue))
        long(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        long(CURLOPT_SSL_VERIFYPEER, 1)
        long(CURLOPT_SSL_VERIFYHOST, 2)
        string(CURLOPT_CAPATH, nil)
        if let caFile = server.caFile { string(CURLOPT_CAINFO, caFile) }
    }

    private func setMessage() {
        long(CURLOPT_UPLOAD, 1)
        long(CURLOPT_INFILESIZE, message.count)
        check(gatehouse_set_function(handle, CURLOPT_READFUNCTION, Self.supply))
        check(
            gatehouse_set_pointer(
                handle, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque()))
    }

    private static let supply: gatehouse_transfer_function = { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        let carrier = Unmanaged<SMTPCarrier>.fromOpaque(context).takeUnretainedValue()
        let part = carrier.message.dropFirst(carrier.sent).prefix(size * count)
        UnsafeMutableRawBufferPointer(start: buffer, count: size * count).copyBytes(from: part)
        carrier.sent += part.count
        return part.count
    }

    private func long(_ option: CURLoption, _ value: Int) {
        check(gatehouse_set_long(handle, option, value))
    }

    private func string(_ option: CURLoption, _ value: String?) {
        check(gatehouse_set_string(handle, option, value))
    }

    private func check(_ result: CURLcode) {
        areSet = areSet && result == CURLE_OK
    }
}
