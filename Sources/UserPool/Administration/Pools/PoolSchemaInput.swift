import CognitoAPI
import StrictJSON

/// `Schema` and `CustomAttributes` as callers send them, made what is stored: custom names get their
/// prefix, and what contradicts itself is refused in Cognito's words.
enum PoolSchemaInput {
    static func read(
        _ given: JSONValue?, isCustom: Bool, beside known: [JSONValue] = []
    ) throws(CognitoError) -> JSONValue {
        var names = Set(known.compactMap { $0.objectValue?.text("Name") })
        var attributes: [JSONValue] = []
        for attribute in (given?.arrayValue ?? []).compactMap(\.objectValue) {
            let stored = try normal(attribute.withoutNulls, isCustom: isCustom)
            let name = stored.text("Name")
            guard names.insert(name).inserted else {
                throw CognitoError(
                    .invalidParameter, "\(name): Existing attribute already has name \(name).")
            }
            attributes.append(.object(stored))
        }
        return .array(known + attributes)
    }

    private static func normal(
        _ attribute: JSONObject, isCustom: Bool
    ) throws(CognitoError) -> JSONObject {
        let name = attribute.text("Name")
        let isStandard = !isCustom && StandardAttribute.all.contains(name)
        guard !name.isEmpty else {
            throw CognitoError(.invalidParameter, "Attribute name is required.")
        }
        try judge(attribute, name, isStandard: isStandard)
        var stored = attribute
        if !isStandard {
            let isDeveloper = attribute.flag("DeveloperOnlyAttribute") ?? false
            let prefix = isDeveloper ? "dev:custom:" : "custom:"
            stored["Name"] = .string(name.hasPrefix("custom:") ? name : prefix + name)
        }
        return stored
    }

    private static func judge(
        _ attribute: JSONObject, _ name: String, isStandard: Bool
    ) throws(CognitoError) {
        let type = attribute["AttributeDataType"]?.stringValue
        if isStandard {
            let isOther = type != nil && type != StandardAttribute.type(of: name)
            guard !isOther, attribute.flag("DeveloperOnlyAttribute") != true else {
                throw CognitoError(
                    .invalidParameter,
                    "You can not change AttributeDataType or set developerOnlyAttribute for "
                        + "standard schema attribute \(name)")
            }
        } else {
            guard let type, AttributeDataType(rawValue: type) != nil else {
                throw CognitoError(
                    .invalidParameter,
                    "Invalid AttributeDataType input, consider using the provided "
                        + "AttributeDataType enum.")
            }
            guard attribute.flag("Required") != true else {
                throw CognitoError(
                    .invalidParameter, "Required custom attributes are not supported currently.")
            }
            guard name.utf8.count <= 20 || name.hasPrefix("custom:") else {
                throw CognitoError(
                    .invalidParameter,
                    ModelConstraints.refusal([
                        "Value at 'customAttributes.1.member.name' failed to satisfy constraint: "
                            + "Member must have length less than or equal to 20"
                    ]).message)
            }
        }
        if let bounds = attribute.object("StringAttributeConstraints") {
            try judge(bounds, name, isString: (type ?? "String") == "String")
        }
    }

    private static func judge(
        _ bounds: JSONObject, _ name: String, isString: Bool
    ) throws(CognitoError) {
        let least = bounds["MinLength"]?.stringValue
        let most = bounds["MaxLength"]?.stringValue
        guard isString, [least, most].allSatisfy({ $0 == nil || Int($0 ?? "") != nil }) else {
            throw CognitoError(
                .invalidParameter,
                "Invalid StringAttributeConstraints for schema attribute \(name)")
        }
        if let most = most.flatMap({ Int($0) }), most > 2_048 {
            throw CognitoError(
                .invalidParameter,
                "user.\(name): String attributes cannot have a length of more than 2048")
        }
        if let least = least.flatMap({ Int($0) }), let most = most.flatMap({ Int($0) }),
            most < least
        {
            throw CognitoError(
                .invalidParameter, "user.\(name): Max length cannot be less than min length.")
        }
    }
}

extension StandardAttribute {
    static func type(of name: String) -> String {
        switch name {
        case "updated_at": "Number"
        case "email_verified", "phone_number_verified": "Boolean"
        default: "String"
        }
    }

    /// The attribute as DescribeUserPool shows it where the pool didn't change it.
    static func described(_ name: String) -> JSONObject {
        var attribute: JSONObject = [
            "Name": .string(name), "AttributeDataType": .string(type(of: name)),
            "DeveloperOnlyAttribute": false, "Mutable": .bool(name != "sub"),
            "Required": .bool(name == "sub"),
        ]
        switch type(of: name) {
        case "Number": attribute["NumberAttributeConstraints"] = ["MinValue": "0"]
        case "Boolean": break
        default:
            let (least, most) =
                switch name {
                case "sub": ("1", "2048")
                case "birthdate": ("10", "10")
                default: ("0", "2048")
                }
            attribute["StringAttributeConstraints"] = [
                "MinLength": .string(least), "MaxLength": .string(most),
            ]
        }
        return attribute
    }
}
