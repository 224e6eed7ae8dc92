/// Names that somebody meant to be another one.
enum Misspelling {
    /// Letters that may be missing, too many or wrong: CORS_ORIGIN, TRUSTED_PROXY.
    private static let distance = 2

    /// Only of names of several words: HOME is no misspelt HOST.
    static func isOne(_ name: String, of setting: String) -> Bool {
        setting.contains("_") && abs(name.utf8.count - setting.utf8.count) <= distance
            && edits(Array(name.utf8), Array(setting.utf8)) <= distance
    }

    /// How many letters have to be put in, taken out or replaced (Levenshtein's distance).
    private static func edits(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var row = Array(0...other.count)
        for (line, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in other.indices {
                let replaced = diagonal + (letter == other[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[other.count]
    }
}
