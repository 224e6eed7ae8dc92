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
        appendName(name)
        appendValue(value)
    }

    mutating func add(_ name: StaticString, _ value: Int) {
        appendName(name)
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

    /// A name that stands in the source has nothing to be escaped.
    private mutating func appendName(_ name: StaticString) {
        bytes.append(
            contentsOf: isJSON ? [UInt8(ascii: ","), UInt8(ascii: "\"")] : [UInt8(ascii: " ")])
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(
            contentsOf: isJSON ? [UInt8(ascii: "\""), UInt8(ascii: ":")] : [UInt8(ascii: "=")])
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
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for (index, byte) in utf8.enumerated() where Self.isSpecial(byte) {
                bytes.append(contentsOf: utf8[start..<index])
                start = index + 1
                appendSpecial(byte)
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 32 || byte == 127 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendSpecial(_ byte: UInt8) {
        guard byte >= 32, byte != 127 else { return appendEscaped(byte) }
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
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
