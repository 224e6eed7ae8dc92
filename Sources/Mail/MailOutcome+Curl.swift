import CCurl

extension MailOutcome {
    /// What libcurl's result means.
    ///
    /// - Parameter reply: the server's last reply, 0 if there was none. Its 5yz are final (RFC 5321
    ///   §4.2.1); whatever else went wrong may go right another time.
    init(_ result: CURLcode, reply: Int) {
        guard result != CURLE_OK else {
            self = .taken
            return
        }
        if (500...599).contains(reply) {
            self = .refused(.reply(reply))
        } else {
            self = .failed(MailTrouble(result, reply: reply))
        }
    }
}

extension MailTrouble {
    fileprivate init(_ result: CURLcode, reply: Int) {
        if (400...499).contains(reply) {
            self = .reply(reply)
            return
        }
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: self = .unreachable
        case CURLE_OPERATION_TIMEDOUT: self = .tooSlow
        case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION,
            CURLE_SSL_CACERT_BADFILE:
            self = .untrusted
        default: self = .broken
        }
    }
}
