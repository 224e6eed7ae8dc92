import HTTPRouting
import HTTPWire
import StrictJSON

/// The string fields of a JSON body, every one of them present.
struct Fields {
    private let values: [String: String]
    /// The optional object under `attributes`.
    let attributes: [String: String]

    /// Reads the body; every missing field and every field of a wrong type is told at once.
    ///
    /// - Parameters:
    ///   - required: the fields that must be non-blank strings.
    ///   - sentence: the message when one is missing, worded by the contract.
    init(_ request: Request, required: [String], sentence: String) throws {
        let object = try request.body.isEmpty ? JSONObject() : request.jsonObject()
        var values: [String: String] = [:]
        var faults: [APIError.FieldFault] = []
        for name in required {
            switch object[name] {
            case .string(let value) where !value.allSatisfy(\.isWhitespace): values[name] = value
            case nil, .null, .string: faults.append(.required(name))
            default: faults.append(.mustBeString(name))
            }
        }
        let attributes = Self.attributes(object["attributes"], &faults)
        try Self.refuse(faults, sentence: sentence)
        self.values = values
        self.attributes = attributes
        others = Self.others(in: object, than: required)
    }

    subscript(_ name: String) -> String { values[name] ?? "" }

    /// The address under `email`, without the spaces that phones add around it.
    var email: String {
        self["email"].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The other string fields, as they are.
    let others: [String: String]

    private static func others(in object: JSONObject, than names: [String]) -> [String: String] {
        var others: [String: String] = [:]
        for member in object.members where !names.contains(member.name) {
            others[member.name] = member.value.stringValue
        }
        return others
    }

    private static func refuse(_ faults: [APIError.FieldFault], sentence: String) throws {
        guard !faults.isEmpty else { return }
        let isMissing = faults.contains { $0.code == "required" }
        var error = APIError(
            isMissing ? .missingFields : .invalidFields, message: isMissing ? sentence : nil)
        error.fieldFaults = faults
        throw error
    }

    private static func attributes(
        _ value: JSONValue?, _ faults: inout [APIError.FieldFault]
    ) -> [String: String] {
        guard let value, value != .null else { return [:] }
        guard case .object(let members) = value else {
            faults.append(.init(field: "attributes", code: "invalid", message: "must be an object"))
            return [:]
        }
        var attributes: [String: String] = [:]
        for member in members.members {
            if let text = member.value.stringValue {
                attributes[member.name] = text
            } else {
                faults.append(.mustBeString("attributes.\(member.name)"))
            }
        }
        return attributes
    }
}

extension APIError.FieldFault {
    static func required(_ field: String) -> Self {
        .init(field: field, code: "required", message: "\(field) is required")
    }

    static func mustBeString(_ field: String) -> Self {
        .init(field: field, code: "invalid", message: "\(field) must be a string")
    }
}
