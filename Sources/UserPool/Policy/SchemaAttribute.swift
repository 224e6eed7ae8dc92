/// An attribute of the pool's schema beyond Cognito's standard ones, or a standard one made required.
package struct SchemaAttribute: Codable, Sendable, Equatable {
    /// `name`, or `custom:plan` with its prefix as it is stored.
    package var name: String
    package var required = false
    package var mutable = true
    /// Nil: Cognito's own for a standard attribute, else String.
    package var attributeDataType: AttributeDataType?
    package var stringAttributeConstraints: StringAttributeConstraints?
    package var numberAttributeConstraints: NumberAttributeConstraints?

    package init(name: String, required: Bool = false) {
        self.name = name
        self.required = required
    }

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        name = try members.value(.name, or: "")
        required = try members.value(.required, or: required)
        mutable = try members.value(.mutable, or: mutable)
        attributeDataType = try members.value(.attributeDataType)
        stringAttributeConstraints = try members.value(.stringAttributeConstraints)
        numberAttributeConstraints = try members.value(.numberAttributeConstraints)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name = "Name"
        case required = "Required"
        case mutable = "Mutable"
        case attributeDataType = "AttributeDataType"
        case stringAttributeConstraints = "StringAttributeConstraints"
        case numberAttributeConstraints = "NumberAttributeConstraints"
    }

    var isCustom: Bool { name.hasPrefix("custom:") }

    /// Cognito: custom names have up to 20 characters and can't be required.
    var fault: String? {
        if let boundsFault { return boundsFault }
        if isCustom {
            if required { return "Required custom attributes are not supported currently." }
            return (8...27).contains(name.utf8.count) ? nil : "Schema: \(name) is too short or long"
        }
        return StandardAttribute.writable.contains(name)
            ? nil : "Schema: \(name) is no standard attribute and has no custom: prefix"
    }
}

/// Cognito's standard attributes (OpenID Connect Core 5.1).
enum StandardAttribute {
    static let writable: Set<String> = [
        "address", "birthdate", "email", "family_name", "gender", "given_name", "locale",
        "middle_name", "name", "nickname", "phone_number", "picture", "preferred_username",
        "profile", "updated_at", "website", "zoneinfo",
    ]
    /// Set by the pool alone.
    static let verifiedFlags: Set<String> = ["email_verified", "phone_number_verified"]
    static let all = writable.union(verifiedFlags).union(["sub"])
}
