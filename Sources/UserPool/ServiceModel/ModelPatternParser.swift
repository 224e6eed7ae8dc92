/// Reads the small language of the service model's patterns: classes, groups, `|`, `* + ? {m,n}`.
struct ModelPatternParser {
    indirect enum Node {
        case scalar(ScalarClass)
        case sequence([Node])
        case choice([Node])
        case repeated(Node, Int, Int?)
    }

    private var rest: ArraySlice<Unicode.Scalar>

    init(_ text: String) {
        rest = Array(text.unicodeScalars)[...]
    }

    mutating func parse() -> Node? {
        guard let node = choice(), rest.isEmpty else { return nil }
        return node
    }

    private mutating func choice() -> Node? {
        var branches: [Node] = []
        repeat {
            guard let branch = sequence() else { return nil }
            branches.append(branch)
        } while skip("|")
        return branches.count == 1 ? branches.first : .choice(branches)
    }

    private mutating func sequence() -> Node? {
        var nodes: [Node] = []
        while let next = rest.first, next != "|", next != ")" {
            // Matching is whole, so anchors say nothing; nor does (?s), as `.` takes everything.
            if skip("^") || skip("$") || skip("(?s)") { continue }
            guard let atom = atom(), let node = quantified(atom) else { return nil }
            nodes.append(node)
        }
        return .sequence(nodes)
    }

    private mutating func atom() -> Node? {
        if skip("(?:") || skip("(") {
            guard let node = choice(), skip(")") else { return nil }
            return node
        }
        if skip("[") { return set().map { .scalar($0) } }
        guard let scalar = rest.popFirst() else { return nil }
        if scalar == "." { return .scalar(ScalarClass(isNegated: true)) }
        if scalar == "\\" { return escape().map { .scalar(ScalarClass([$0])) } }
        return .scalar(ScalarClass([.range(scalar, scalar)]))
    }

    private mutating func quantified(_ node: Node) -> Node? {
        if skip("*") { return .repeated(node, 0, nil) }
        if skip("+") { return .repeated(node, 1, nil) }
        if skip("?") { return .repeated(node, 0, 1) }
        guard skip("{") else { return node }
        let inside = text(until: "}").split(separator: ",").compactMap { Int($0) }
        guard let least = inside.first, let most = inside.last, least <= most else { return nil }
        return .repeated(node, least, most)
    }

    private mutating func set() -> ScalarClass? {
        var set = ScalarClass(isNegated: skip("^"))
        while let scalar = rest.popFirst(), scalar != "]" {
            guard let item = scalar == "\\" ? escape() : .range(scalar, scalar) else { return nil }
            set.items.append(range(from: item) ?? item)
        }
        return set
    }

    /// `a-z` where a `-` follows that isn't the set's last.
    private mutating func range(from item: ScalarClass.Item) -> ScalarClass.Item? {
        guard case .range(let low, _) = item, rest.first == "-",
            let end = rest.dropFirst().first, end != "]"
        else { return nil }
        rest = rest.dropFirst(2)
        guard end == "\\" else { return low <= end ? .range(low, end) : nil }
        guard case .range(let high, _)? = escape(), low <= high else { return nil }
        return .range(low, high)
    }

    private mutating func escape() -> ScalarClass.Item? {
        guard let scalar = rest.popFirst() else { return nil }
        switch scalar {
        case "p":
            guard skip("{") else { return nil }
            return .category(text(until: "}"))
        case "x":
            let digits = rest.prefix(2).map(Character.init)
            rest = rest.dropFirst(2)
            return UInt8(String(digits), radix: 16).map {
                .range(Unicode.Scalar($0), Unicode.Scalar($0))
            }
        case "w": return .word
        case "s": return .space
        case "S": return .noSpace
        case "t": return .range("\t", "\t")
        case "n": return .range("\n", "\n")
        case "r": return .range("\r", "\r")
        default: return .range(scalar, scalar)
        }
    }

    private mutating func text(until end: Unicode.Scalar) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst(), scalar != end { text.append(scalar) }
        return String(text)
    }

    private mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest = rest.dropFirst(text.unicodeScalars.count)
        return true
    }
}

/// The scalars that one place of a pattern takes.
struct ScalarClass: Sendable {
    enum Item: Sendable {
        case range(Unicode.Scalar, Unicode.Scalar)
        case word, space, noSpace
        /// `L`, `M`, `S`, `N`, `P`, `Z`.
        case category(String)
    }

    var items: [Item]
    private let isNegated: Bool

    init(_ items: [Item] = [], isNegated: Bool = false) {
        self.items = items
        self.isNegated = isNegated
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        items.contains { Self.holds($0, scalar) } != isNegated
    }

    private static func holds(_ item: Item, _ scalar: Unicode.Scalar) -> Bool {
        switch item {
        case .range(let low, let high): (low...high).contains(scalar)
        case .word: ModelRule.isWord(scalar)
        case .space: scalar.properties.isWhitespace
        case .noSpace: !scalar.properties.isWhitespace
        case .category(let letter): category(of: scalar) == letter
        }
    }

    private static func category(of scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            "L"
        case .nonspacingMark, .spacingMark, .enclosingMark: "M"
        case .decimalNumber, .letterNumber, .otherNumber: "N"
        case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: "S"
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: "Z"
        case .control, .format, .surrogate, .privateUse, .unassigned: "C"
        default: "P"
        }
    }
}
