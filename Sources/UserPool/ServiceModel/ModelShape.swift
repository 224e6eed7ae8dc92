/// A shape of the service model.
enum ModelShape: Sendable {
    struct Member: Sendable {
        /// As on the wire: `UserPoolId`.
        let name: String
        let shape: String
        let isRequired: Bool
    }

    case structure([Member], isSensitive: Bool)
    case list(element: String, Bounds)
    case map(key: String, value: String, Bounds)
    case string(Bounds, ModelPattern?, isSensitive: Bool)
    case enumeration([String])
    case integer(Bounds)
    case boolean
    case blob
    /// Any JSON object.
    case document

    /// Reads one line of the model's text: name, kind, bounds, `!` for sensitive, and the rest.
    static func read(_ line: Substring) -> (String, ModelShape)? {
        var words = line.split(separator: " ")[...]
        guard let name = words.popFirst(), let kind = words.popFirst() else { return nil }
        let bounds = Bounds(words.first ?? "")
        if bounds != nil { words.removeFirst() }
        let isSensitive = words.first == "!"
        if isSensitive { words.removeFirst() }
        let limits = bounds ?? Bounds(lower: nil, upper: nil)
        switch kind {
        case "struct":
            return (
                String(name), .structure(words.compactMap(member), isSensitive: isSensitive)
            )
        case "list": return words.first.map { (String(name), .list(element: String($0), limits)) }
        case "map":
            guard let key = words.popFirst(), let value = words.popFirst() else { return nil }
            return (String(name), .map(key: String(key), value: String(value), limits))
        case "string":
            // Patterns may hold spaces.
            let pattern = line.firstRange(of: " ~").map { String(line[$0.upperBound...]) }
            return (
                String(name),
                .string(limits, pattern.flatMap(ModelPattern.init), isSensitive: isSensitive)
            )
        case "enum": return (String(name), .enumeration(words.map(String.init)))
        case "integer": return (String(name), .integer(limits))
        case "boolean": return (String(name), .boolean)
        case "blob": return (String(name), .blob)
        default: return (String(name), .document)
        }
    }

    /// A structure whose member has another shape.
    func replacing(_ name: String, with shape: String) -> ModelShape {
        guard case .structure(let members, let isSensitive) = self else { return self }
        let changed = members.map {
            $0.name == name ? Member(name: name, shape: shape, isRequired: $0.isRequired) : $0
        }
        return .structure(changed, isSensitive: isSensitive)
    }

    private static func member(_ word: Substring) -> Member? {
        let halves = word.split(separator: ":")
        guard let name = halves.first, let shape = halves.last, halves.count == 2 else {
            return nil
        }
        let isRequired = name.hasSuffix("!")
        return Member(
            name: String(isRequired ? name.dropLast() : name), shape: String(shape),
            isRequired: isRequired)
    }
}

/// Least and greatest length, count or value.
struct Bounds: Sendable {
    let lower: Int?
    let upper: Int?

    init(lower: Int?, upper: Int?) {
        self.lower = lower
        self.upper = upper
    }

    /// `1..128`, `1..`, `..5`; nil for anything else.
    init?(_ text: Substring) {
        guard let dots = text.firstRange(of: "..") else { return nil }
        self.init(lower: Int(text[..<dots.lowerBound]), upper: Int(text[dots.upperBound...]))
    }

    /// What `number` breaks, of a `noun` (`length`, `value`).
    func fault(of number: Int, _ noun: String) -> String? {
        if let upper, number > upper {
            return "Member must have \(noun) less than or equal to \(upper)"
        }
        if let lower, number < lower {
            return "Member must have \(noun) greater than or equal to \(lower)"
        }
        return nil
    }
}
