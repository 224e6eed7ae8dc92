import HTTPTypes

/// Responses to bytes (RFC 9112 §4). The framing fields are written here and nowhere else.
public enum ResponseSerializer {
    /// What the exchange, not the handler, decides about the message.
    public struct Exchange: Sendable {
        /// The request was HEAD: GET's fields and length, no body (RFC 9110 §9.3.2).
        public var isHead: Bool
        /// Whether the client speaks HTTP/1.0: then staying has to be said.
        public var isHTTP10: Bool
        /// Whether the connection stays open after this answer.
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
        // No body, and so no length of one (RFC 9110 §15.3.5, §15.4.5, §8.6).
        let hasLength = status.code != 204 && status.code != 304
        // 205 has a length, and it is nothing (§15.3.6).
        let body = hasLength && status.code != 205 ? response.body : []
        let room =
            constantRoom + status.reasonPhrase.utf8.count + date.count
            + response.lines.bytes.count + (response.block?.lines.bytes.count ?? 0) + body.count
        output.append(room) { writer in
            writeStatusLine(status, &writer)
            writer.write(date)
            writer.write(response.lines.bytes)
            if let block = response.block { writer.write(block.lines.bytes) }
            writeConnection(exchange, &writer)
            if hasLength {
                writer.write("Content-Length: ")
                writer.write(decimal: body.count)
                writer.write("\r\n")
            }
            writer.write("\r\n")
            if !exchange.isHead { writer.write(body) }
        }
    }

    /// What the parts of a message take that are no argument's, in bytes; a number has 20 digits at
    /// most, a status 3.
    private static let constantRoom = 160

    private static func writeStatusLine(
        _ status: HTTPResponse.Status, _ writer: inout ByteWriter
    ) {
        writer.write("HTTP/1.1 ")
        writer.write(decimal: status.code)
        writer.write(" ")
        writer.write(status.reasonPhrase)
        writer.write("\r\n")
    }

    private static func writeConnection(_ exchange: Exchange, _ writer: inout ByteWriter) {
        if !exchange.keepsAlive {
            writer.write("Connection: close\r\n")
        } else if exchange.isHTTP10 {
            writer.write("Connection: keep-alive\r\n")
        }
    }

    /// Whether an answer may have the field: no control character, and none of those written here.
    static func takes(_ name: HTTPField.Name, _ value: String) -> Bool {
        ByteClass.isField(name, value) && !isFraming(name)
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
