import CognitoAPI
import StrictJSON

/// Holds a document against the service model: every fault at once, in Cognito's words.
struct ModelCheck {
    private let model: ServiceModel
    private var faults: [String] = []

    /// - Throws: `SerializationException` for a value of the wrong JSON type;
    ///   `InvalidParameterException` "2 validation errors detected: …; …".
    static func check(
        _ input: JSONObject, for operation: String, model: ServiceModel = .cognito
    ) throws(CognitoError) {
        guard let shape = model.operations[operation].flatMap({ model.shape($0.input) }) else {
            return
        }
        var check = ModelCheck(model: model)
        try check.judge(.object(input), shape, at: "")
        if !check.faults.isEmpty { throw ModelConstraints.refusal(check.faults) }
    }

    private init(model: ServiceModel) {
        self.model = model
    }

    private mutating func judge(
        _ value: JSONValue, _ shape: ModelShape, at place: String, isSecret: Bool = false
    ) throws(CognitoError) {
        switch (shape, value) {
        case (.structure(let members, let isSensitive), .object(let object)):
            for member in members {
                try judge(member, of: object, at: place, isSecret: isSecret || isSensitive)
            }
        case (.list(let element, let bounds), .array(let values)):
            note(bounds.fault(of: values.count, "length"), at: place)
            // A list too long is said alone.
            guard values.count <= bounds.upper ?? Limits.listElements,
                let shape = model.shape(element)
            else { return }
            for (index, value) in values.enumerated() {
                try judge(value, shape, at: "\(place).\(index + 1).member", isSecret: isSecret)
            }
        case (.map(let key, let value, let bounds), .object(let object)):
            try judgeMap(object, key, value, bounds, at: place, isSecret: isSecret)
        case (.string(let bounds, let pattern, let isSensitive), .string(let text)):
            note(
                Self.faults(of: text, bounds, pattern), of: text,
                isSecret: isSecret || isSensitive, at: place)
        case (.enumeration(let values), .string(let text)):
            let rule = ModelRule.oneOf(values)
            faults += rule.faults(of: text, named: place)
        case (.integer(let bounds), .integer(let number)):
            if let fault = bounds.fault(of: Int(clamping: number), "value") {
                note([fault], of: String(number), isSecret: false, at: place)
            }
        case (.boolean, .bool), (.blob, .string), (.document, _): break
        default: throw Self.wrongType(value, shape)
        }
    }

    private mutating func judge(
        _ member: ModelShape.Member, of object: JSONObject, at place: String, isSecret: Bool
    ) throws(CognitoError) {
        let name = member.name.prefix(1).lowercased() + member.name.dropFirst()
        let path = place.isEmpty ? name : "\(place).\(name)"
        guard let value = object[member.name], value != .null else {
            if member.isRequired {
                faults.append(
                    "Value null at '\(path)' failed to satisfy constraint: Member must not be null")
            }
            return
        }
        guard let shape = model.shape(member.shape) else { return }
        try judge(value, shape, at: path, isSecret: isSecret)
    }

    private mutating func judgeMap(
        _ object: JSONObject, _ key: String, _ value: String, _ bounds: Bounds, at place: String,
        isSecret: Bool
    ) throws(CognitoError) {
        note(bounds.fault(of: object.members.count, "length"), at: place)
        guard let keyShape = model.shape(key), let valueShape = model.shape(value) else { return }
        for member in object.members.prefix(Limits.listElements) {
            try judge(.string(member.name), keyShape, at: "\(place).key", isSecret: isSecret)
            try judge(
                member.value, valueShape, at: "\(place).\(member.name).member", isSecret: isSecret)
        }
    }

    /// Too long is said alone: whoever sends megabytes is not owed a look at each letter.
    private static func faults(
        of text: String, _ bounds: Bounds, _ pattern: ModelPattern?
    ) -> [String] {
        let count = text.unicodeScalars.count
        if let upper = bounds.upper, count > upper {
            return [bounds.fault(of: count, "length")].compactMap { $0 }
        }
        var faults: [String] = []
        if let pattern, !pattern.matches(text) {
            faults.append("Member must satisfy regular expression pattern: \(pattern.text)")
        }
        return faults + [bounds.fault(of: count, "length")].compactMap { $0 }
    }

    private mutating func note(_ fault: String?, at place: String) {
        note([fault].compactMap { $0 }, of: "", isSecret: true, at: place)
    }

    private mutating func note(
        _ endings: [String], of value: String, isSecret: Bool, at place: String
    ) {
        let isShown = !isSecret && value.utf8.count <= Limits.shownBytes
        let shown = isShown ? "Value '\(value)' at" : "Value at"
        faults += endings.map { "\(shown) '\(place)' failed to satisfy constraint: \($0)" }
    }

    private static func wrongType(_ value: JSONValue, _ shape: ModelShape) -> CognitoError {
        let given =
            switch value {
            case .null: "NULL_VALUE"
            case .bool(let flag): flag ? "TRUE_VALUE" : "FALSE_VALUE"
            case .integer, .double: "NUMBER_VALUE"
            case .string: "STRING_VALUE"
            case .array: "START_ARRAY"
            case .object: "START_OBJECT"
            }
        let wanted =
            switch shape {
            case .string, .enumeration, .blob: "a String"
            case .integer: "an Integer"
            case .boolean: "a Boolean"
            case .list: "a List"
            case .structure, .map, .document: "an Object"
            }
        return CognitoError(.serialization, "\(given) can not be converted to \(wanted)")
    }
}
