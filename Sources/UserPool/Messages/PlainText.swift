/// HTML as text, as far as mail needs it.
enum PlainText {
    private static let breaking: Set<String> = [
        "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "table", "tr", "ul", "ol",
    ]
    private static let spacious: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6", "p"]
    private static let silent: Set<String> = ["head", "script", "style", "title"]
    private static let entities = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
    ]

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    /// What a browser would show, roughly: without tags, paragraphs apart.
    static func of(_ html: String) -> String {
        var text = ""
        var rest = Substring(html)
        while let start = rest.firstIndex(of: "<") {
            text += collapsed(rest[..<start])
            let tag = rest[start...].prefix { $0 != ">" }
            rest = rest[tag.endIndex...].dropFirst()
            let name = name(of: tag)
            if silent.contains(name) { rest = skipping(name, in: rest) }
            if breaking.contains(name) { text += "\n" }
            if spacious.contains(name) { text += "\n" }
        }
        return tidied(text + collapsed(rest))
    }

    /// `p` of `<p class="x"` and of `</p`.
    private static func name(of tag: Substring) -> String {
        tag.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
    }

    /// What follows the end tag.
    private static func skipping(_ name: String, in text: Substring) -> Substring {
        var rest = text
        while let start = rest.firstIndex(of: "<") {
            let tag = rest[start...].prefix { $0 != ">" }
            rest = rest[tag.endIndex...].dropFirst()
            if tag.dropFirst().first == "/", Self.name(of: tag) == name { return rest }
        }
        return ""
    }

    private static func collapsed(_ text: Substring) -> String {
        var collapsed = ""
        for character in text {
            if !character.isWhitespace {
                collapsed.append(character)
            } else if collapsed.last != " " {
                collapsed += " "
            }
        }
        return decoded(collapsed)
    }

    private static func decoded(_ text: String) -> String {
        var decoded = ""
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "&") {
            decoded += rest[..<start]
            let entity = rest[start...].dropFirst().prefix(10).prefix { $0 != ";" }
            let end = entity.endIndex
            if end < rest.endIndex, rest[end] == ";", let value = value(of: String(entity)) {
                decoded += value
                rest = rest[end...].dropFirst()
            } else {
                decoded += "&"
                rest = rest[start...].dropFirst()
            }
        }
        return decoded + rest
    }

    private static func value(of entity: String) -> String? {
        guard entity.hasPrefix("#") else { return entities[entity] }
        let digits = entity.dropFirst()
        let number =
            digits.lowercased().hasPrefix("x")
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }

    /// Lines without blanks around them, and one empty line at most between two.
    private static func tidied(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = line.drop { $0 == " " }
            while line.last == " " { line.removeLast() }
            return line
        }
        var kept: [Substring] = []
        for line in lines where !line.isEmpty || kept.last?.isEmpty == false { kept.append(line) }
        while kept.last?.isEmpty == true { kept.removeLast() }
        return kept.joined(separator: "\n") + "\n"
    }
}
