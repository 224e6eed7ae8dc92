/// The few header fields of an answer that somebody reads, within a bound.
struct ResponseFields {
    private static let wanted: Set<String> = ["content-type", "retry-after", "x-amzn-errortype"]

    private(set) var kept: [String: String] = [:]
    private var bytes = 0

    /// Takes one line as libcurl hands it over. False once there are too many.
    mutating func receive(_ line: UnsafeRawBufferPointer) -> Bool {
        bytes += line.count
        guard bytes <= CognitoClientLimits.headerBytes else { return false }
        let text = String(decoding: line, as: UTF8.self)
        // A status line: what came before belonged to an interim answer.
        if text.hasPrefix("HTTP/") { kept = [:] }
        guard let colon = text.firstIndex(of: ":") else { return true }
        let name = text[..<colon].lowercased()
        if Self.wanted.contains(name), kept[name] == nil {
            kept[name] = Self.trimmed(text[text.index(after: colon)...])
        }
        return true
    }

    private static func trimmed(_ value: Substring) -> String {
        let start = value.drop { $0.isWhitespace }
        return String(start.prefix { !$0.isNewline }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
