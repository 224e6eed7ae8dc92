/// One line of the log while it is written: JSON, or text for people.
struct LogLine {
    private(set) var bytes: [UInt8] = []
    private let isJSON: Bool

    /// - Parameter time: RFC 3339, UTC.
    init(_ format: Configuration.LogFormat, time: [UInt8], level: String, message: String) {
        isJSON = format == .json
        bytes.reserveCapacity(256)
        if isJSON {
            bytes += #"{"time":""#.utf8
            bytes += time
            bytes += #"","level":""#.utf8
            bytes += level.utf8
            bytes += #"","message":"#.utf8
            appendQuoted(message)
        } else {
            bytes += time
            bytes += " ".utf8
            bytes += level.utf8
            bytes += " ".utf8
            appendPlain(message)
        }
    }

    mutating func add(_ name: StaticString, _ value: String) {
        appendName(name.description)
        appendValue(value)
    }

    mutating func add(_ name: StaticString, _ value: Int) {
        appendName(name.description)
        bytes += String(value).utf8
    }

    mutating func add(named name: String, _ value: String) {
        appendName(name)
        appendValue(value)
    }

    /// The whole line, ended.
    consuming func finished() -> [UInt8] {
        bytes += (isJSON ? "}\n" : "\n").utf8
        return bytes
    }

    private mutating func appendName(_ name: String) {
        if isJSON {
            bytes += ",".utf8
            appendQuoted(name)
            bytes += ":".utf8
        } else {
            bytes += " ".utf8
            appendPlain(name)
            bytes += "=".utf8
        }
    }

    private mutating func appendValue(_ value: String) {
        if isJSON || value.isEmpty || value.utf8.contains(where: { $0 <= 32 || $0 == 34 }) {
            appendQuoted(value)
        } else {
            appendPlain(value)
        }
    }

    /// A JSON string (RFC 8259 §7): one line whatever is in it.
    private mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<32, 127: appendEscaped(byte)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Text as it is, but for what could move the cursor or begin a line.
    private mutating func appendPlain(_ text: String) {
        for byte in text.utf8 {
            if byte < 32 || byte == 127 { appendEscaped(byte) } else { bytes.append(byte) }
        }
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        let digits = Array("0123456789abcdef".utf8)
        bytes += "\\u00".utf8
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
    }
}
