import CCurl

extension TransportError.Kind {
    /// What a result of libcurl other than success means, once something was sent or before.
    init(_ result: CURLcode, mayHaveArrived: Bool) {
        switch result {
        // Also libcurl's word for an answer without a status line, as HTTP/0.9 had them.
        case CURLE_UNSUPPORTED_PROTOCOL where mayHaveArrived:
            self = .malformed
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT,
            CURLE_PROXY:
            self = .unreachable
        case CURLE_OPERATION_TIMEDOUT:
            self = .timeout
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            self = .untrusted
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            self = .invalidRequest
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
            self = .malformed
        default:
            self = .interrupted
        }
    }
}
