/// Reads a `.env` file: `NAME=value` lines, `#` comments, an optional `export`, quotes.
///
/// A value in double quotes knows `\n`, `\"` and `\\`; one in single quotes is literal; an unquoted
/// one ends before ` #`. Nothing is substituted. A line that is none of this is a fault, with its
/// number, rather than silently nothing.
enum DotEnv {
    static func parse(_ text: String, file: String) -> (
        values: [String: String], faults: [ConfigurationFault]
    ) {
        var values: [String: String] = [:]
        var faults: [ConfigurationFault] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = raw.trimmingSpaces()
            if line.isEmpty || line.hasPrefix("#") { continue }
            if let (name, value) = assignment(line) {
                values[name] = value
            } else {
                faults.append(.init(name: "\(file):\(index + 1)", cure: "write NAME=value"))
            }
        }
        return (values, faults)
    }

    private static func assignment(_ line: Substring) -> (String, String)? {
        let line = line.hasPrefix("export ") ? line.dropFirst(7).trimmingSpaces() : line
        guard let equals = line.firstIndex(of: "=") else { return nil }
        let name = line[..<equals].trimmingSpaces()
        guard let first = name.utf8.first, !(48...57).contains(first),
            name.utf8.allSatisfy({ $0 == 95 || isLetterOrDigit($0) }),
            let value = value(line[line.index(after: equals)...].trimmingSpaces())
        else { return nil }
        return (String(name), value)
    }

    private static func value(_ text: Substring) -> String? {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            return String(text.split(separator: " #", maxSplits: 1).first ?? "").trimmed()
        }
        var result = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            if character == quote { return endsThere(rest) ? result : nil }
            guard character == "\\", quote == "\"" else {
                result.append(character)
                continue
            }
            guard let escaped = rest.popFirst() else { return nil }
            result.append(escaped == "n" ? "\n" : escaped)
        }
        return nil
    }

    private static func endsThere(_ rest: Substring) -> Bool {
        let rest = rest.trimmingSpaces()
        return rest.isEmpty || rest.hasPrefix("#")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}

extension Substring {
    /// Without white space at both ends.
    func trimmingSpaces() -> Substring {
        let head = drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return head[...last]
    }
}

extension String {
    /// Without white space at both ends.
    func trimmed() -> String { String(self[...].trimmingSpaces()) }
}
