/// What values an attribute takes; Cognito's `AttributeDataType`.
package enum AttributeDataType: String, Codable, Sendable {
    case string = "String"
    case number = "Number"
    case dateTime = "DateTime"
    case boolean = "Boolean"
}

/// Cognito's `StringAttributeConstraintsType`: lengths in characters, as decimal strings.
package struct StringAttributeConstraints: Codable, Sendable, Equatable {
    package var minLength: String?
    package var maxLength: String?

    package init(minLength: String? = nil, maxLength: String? = nil) {
        self.minLength = minLength
        self.maxLength = maxLength
    }

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        minLength = try members.value(.minLength)
        maxLength = try members.value(.maxLength)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case minLength = "MinLength"
        case maxLength = "MaxLength"
    }
}

/// Cognito's `NumberAttributeConstraintsType`: decimal strings.
package struct NumberAttributeConstraints: Codable, Sendable, Equatable {
    package var minValue: String?
    package var maxValue: String?

    package init(minValue: String? = nil, maxValue: String? = nil) {
        self.minValue = minValue
        self.maxValue = maxValue
    }

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        minValue = try members.value(.minValue)
        maxValue = try members.value(.maxValue)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case minValue = "MinValue"
        case maxValue = "MaxValue"
    }
}

extension SchemaAttribute {
    private var type: AttributeDataType {
        attributeDataType ?? AttributeDataType(rawValue: StandardAttribute.type(of: name))
            ?? .string
    }

    /// What is wrong with a value, which isn't empty; nil when it fits. The words after the
    /// attribute's name are our own: Cognito doesn't document its.
    func fault(of value: String) -> String? {
        switch type {
        case .string: lengthFault(of: value.unicodeScalars.count)
        case .number: numberFault(of: value)
        case .boolean:
            ["true", "false"].contains(value.lowercased()) ? nil : "Must be a boolean"
        case .dateTime: Self.isDateTime(value) ? nil : "Must be a date and time"
        }
    }

    private func lengthFault(of length: Int) -> String? {
        let own = name == "birthdate" ? 10 : nil
        let least = stringAttributeConstraints?.minLength.flatMap { Int($0) } ?? own ?? 0
        let most = stringAttributeConstraints?.maxLength.flatMap { Int($0) } ?? own ?? 2_048
        if length < least { return "String must have at least \(least) characters" }
        return length > most ? "String must have at most \(most) characters" : nil
    }

    private func numberFault(of value: String) -> String? {
        guard let number = Self.number(value) else { return "Must be a number" }
        let own = StandardAttribute.writable.contains(name) ? "0" : nil
        if let least = numberAttributeConstraints?.minValue ?? own, let bound = Self.number(least),
            number < bound
        {
            return "Number must be at least \(least)"
        }
        if let most = numberAttributeConstraints?.maxValue, let bound = Self.number(most),
            number > bound
        {
            return "Number must be at most \(most)"
        }
        return nil
    }

    private static func number(_ text: String) -> Double? {
        guard text.utf8.count <= 40, text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil else {
            return nil
        }
        return Double(text)
    }

    /// Seconds since 1970, or the forms of ISO 8601 that start with a whole date.
    private static func isDateTime(_ text: String) -> Bool {
        guard text.utf8.count <= 40 else { return false }
        let form =
            /[0-9]{1,12}|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?/
        return text.wholeMatch(of: form) != nil
    }

    /// Bounds that are no numbers, or exclude each other.
    var boundsFault: String? {
        let bounds = [
            (stringAttributeConstraints?.minLength, stringAttributeConstraints?.maxLength),
            (numberAttributeConstraints?.minValue, numberAttributeConstraints?.maxValue),
        ]
        let isWrong = bounds.contains { least, most in
            let (low, high) = (least.flatMap(Self.number), most.flatMap(Self.number))
            if (least != nil && low == nil) || (most != nil && high == nil) { return true }
            return low.flatMap { low in high.map { $0 < low } } ?? false
        }
        return isWrong ? "Schema: the constraints of \(name) contradict themselves" : nil
    }
}
