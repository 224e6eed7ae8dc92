/// A time in RFC 3339's form, UTC: up to the point before the milliseconds, and those.
struct LogTime {
    var second: [UInt8]
    /// 0…999
    var milliseconds: Int
}

/// One line of the log while it is written: JSON, or text for people.
struct LogLine {
    /// Room for a line of the access log, so that it grows once.
    private static let usualBytes = 384

    private(set) var bytes: [UInt8] = []
    private let isJSON: Bool

    init(_ format: Configuration.LogFormat, time: LogTime, level: String, message: String) {
        isJSON = format == .json
        bytes.reserveCapacity(Self.usualBytes)
        if isJSON {
            bytes += #"{"time":""#.utf8
            append(time)
            bytes.append(UInt8(ascii: "\""))
            add("level", level)
            add("message", message)
        } else {
            append(time)
            bytes += " ".utf8
            bytes += level.utf8
            bytes += " ".utf8
            appendPlain(message)
        }
    }

    private mutating func append(_ time: LogTime) {
        bytes += time.second
        appendDigit(time.milliseconds / 100)
        appendDigit(time.milliseconds / 10)
        appendDigit(time.milliseconds)
        bytes.append(UInt8(ascii: "Z"))
    }

    private mutating func appendDigit(_ number: Int) {
        bytes.append(UInt8(truncatingIfNeeded: 48 + number % 10))
    }

    mutating func add(_ name: StaticString, _ value: String) {
        if isJSON, value.utf8.count <= LogLimits.valueBytes, Self.isPlain(value) {
            return appendPair(name, value)
        }
        appendName(name)
        appendValue(value)
    }

    mutating func add(_ name: StaticString, _ value: Int) {
        appendName(name)
        bytes += String(value).utf8
    }

    /// `,"name":"value"`, where nothing has to be escaped: nearly every value, so in one go.
    private mutating func appendPair(_ name: StaticString, _ value: String) {
        let text = value.utf8Span.span
        bytes.append(addingCapacity: name.utf8CodeUnitCount + text.count + 6) { line in
            line.append(UInt8(ascii: ","))
            line.append(UInt8(ascii: "\""))
            name.withUTF8Buffer { for byte in $0 { line.append(byte) } }
            line.append(UInt8(ascii: "\""))
            line.append(UInt8(ascii: ":"))
            line.append(UInt8(ascii: "\""))
            for index in text.indices { line.append(text[index]) }
            line.append(UInt8(ascii: "\""))
        }
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
        if isJSON || value.isEmpty
            || value.utf8.contains(where: { $0 <= 32 || $0 == 34 || $0 > 126 })
        {
            appendQuoted(value)
        } else {
            appendPlain(value)
        }
    }

    /// A JSON string (RFC 8259 §7): one line whatever is in it.
    private mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        append(text, escaping: { $0 == "\"" || $0 == "\\" })
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendPlain(_ text: String) {
        append(text, escaping: { _ in false })
    }

    /// The text, up to `LogLimits.valueBytes`, without anything that could begin a line, move a
    /// terminal's cursor or turn the direction of writing: control characters (C0, DEL, C1), line
    /// and paragraph separators, and Unicode's bidirectional controls are escaped.
    private mutating func append(_ text: String, escaping isSpecial: (Unicode.Scalar) -> Bool) {
        if text.utf8.count <= LogLimits.valueBytes, Self.isPlain(text) {
            bytes.append(contentsOf: text.utf8)
            return
        }
        let end = bytes.count + LogLimits.valueBytes
        for scalar in text.unicodeScalars {
            guard bytes.count < end else {
                bytes += "…".utf8
                return
            }
            if isSpecial(scalar) {
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
            } else if Self.isUnsafe(scalar) {
                appendEscaped(scalar)
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
            }
        }
    }

    /// Printable ASCII that no form escapes: nearly every value is made of nothing else.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 32 || byte > 126 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                return false
            }
        }
        return true
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
        let digits = String(scalar.value, radix: 16)
        bytes += "\\u".utf8
        bytes += String(repeating: "0", count: max(0, 4 - digits.utf8.count)).utf8
        bytes += digits.utf8
    }
}
