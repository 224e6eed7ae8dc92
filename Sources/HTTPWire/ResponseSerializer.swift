import HTTPTypes

/// Responses to bytes (RFC 9112 §4). The framing fields are written here and nowhere else.
public enum ResponseSerializer {
    /// What the exchange, not the handler, decides about the message.
    public struct Exchange: Sendable {
        /// The request was HEAD: GET's fields and length, no body (RFC 9110 §9.3.2).
        public var isHead: Bool
        public var isHTTP10: Bool
        public var keepsAlive: Bool

        public init(isHead: Bool, isHTTP10: Bool, keepsAlive: Bool) {
            self.isHead = isHead
            self.isHTTP10 = isHTTP10
            self.keepsAlive = keepsAlive
        }
    }

    /// The interim answer that asks for the body (RFC 9110 §15.2.1).
    public static let continueBytes = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// Appends the message. `date` is the whole `Date` line with its CR LF, or empty.
    ///
    /// A status that can't end an exchange (1xx, or outside 100…599) is a handler's mistake and goes
    /// out as 500.
    public static func append(
        _ response: Response, _ exchange: Exchange, date: [UInt8], to output: inout [UInt8]
    ) {
        let status =
            (200...599).contains(response.status.code) ? response.status : .internalServerError
        output.append(ascii: "HTTP/1.1 ")
        output.append(decimal: status.code)
        output.append(ascii: " ")
        output.append(contentsOf: status.reasonPhrase.utf8)
        output.append(ascii: "\r\n")
        output.append(contentsOf: date)
        appendFields(response, to: &output)
        appendConnection(exchange, to: &output)
        // No body, and so no length of one (RFC 9110 §15.3.5, §15.4.5, §8.6).
        guard status.code != 204, status.code != 304 else {
            output.append(ascii: "\r\n")
            return
        }
        output.append(ascii: "Content-Length: ")
        output.append(decimal: response.body.count)
        output.append(ascii: "\r\n\r\n")
        if !exchange.isHead { output.append(contentsOf: response.body) }
    }

    private static func appendFields(_ response: Response, to output: inout [UInt8]) {
        for (name, value) in response.fields where !isFraming(name) {
            output.append(field: name, value)
        }
        if let block = response.block { output.append(contentsOf: block.bytes) }
    }

    private static func appendConnection(_ exchange: Exchange, to output: inout [UInt8]) {
        if !exchange.keepsAlive {
            output.append(ascii: "Connection: close\r\n")
        } else if exchange.isHTTP10 {
            output.append(ascii: "Connection: keep-alive\r\n")
        }
    }

    /// The length of the name rules most out before any byte is compared.
    static func isFraming(_ name: HTTPField.Name) -> Bool {
        switch name.canonicalName.utf8.count {
        case 4: name == .date
        case 10: name == .connection || name.canonicalName == "keep-alive"
        case 14: name == .contentLength
        case 17: name == .transferEncoding
        default: false
        }
    }
}
