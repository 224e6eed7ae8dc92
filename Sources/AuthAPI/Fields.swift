import HTTPRouting
import HTTPWire
import StrictJSON

/// The string fields of a JSON body, every required one present and of bounded length.
///
/// Lengths are looked at before anything else: Swift compares strings by canonical equivalence, whose
/// cost grows with the square of the combining marks.
struct Fields {
    private let object: JSONObject
    private let required: [String]
    private var values: [String: String] = [:]

    /// Reads the body; every missing field and every field of a wrong type is told at once.
    ///
    /// - Parameters:
    ///   - required: the fields that must be non-blank strings.
    ///   - sentence: the message when one is missing, worded by the contract.
    init(_ request: Request, required: [String], sentence: String) throws {
        object = try request.body.isEmpty ? JSONObject() : request.jsonObject()
        self.required = required
        var faults: [APIError.FieldFault] = []
        for name in required {
            switch FieldCheck.judge(object[name], named: name) {
            case .success(let value): values[name] = value
            case .failure(let fault): faults.append(fault)
            }
        }
        try Self.refuse(faults, sentence: sentence)
    }

    subscript(_ name: String) -> String { values[name] ?? "" }

    /// The address under `email`, without the spaces that phones add around it.
    var email: String {
        self["email"].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The other string fields, as they are.
    func others() throws -> [String: String] {
        try Self.strings(object.members.filter { !required.contains($0.name) }, under: "")
    }

    /// The optional object under `attributes`.
    func attributes() throws -> [String: String] {
        guard let value = object["attributes"], value != .null else { return [:] }
        guard case .object(let attributes) = value else {
            try Self.refuse([.invalid("attributes", "must be an object")], sentence: "")
            return [:]
        }
        return try Self.strings(attributes.members, under: "attributes.")
    }

    private static func strings(
        _ members: [JSONObject.Member], under prefix: String
    ) throws -> [String: String] {
        var strings: [String: String] = [:]
        var faults: [APIError.FieldFault] = []
        if members.count > AuthLimits.attributes { faults.append(.invalid(prefix, "too many")) }
        for member in members.prefix(AuthLimits.attributes) {
            switch FieldCheck.judgeOptional(member, under: prefix) {
            case .success(let value): strings[member.name] = value
            case .failure(let fault): faults.append(fault)
            }
        }
        try refuse(faults, sentence: "")
        return strings
    }

    private static func refuse(_ faults: [APIError.FieldFault], sentence: String) throws {
        guard !faults.isEmpty else { return }
        let isMissing = faults.contains { $0.code == "required" }
        var error = APIError(
            isMissing ? .missingFields : .invalidFields, message: isMissing ? sentence : nil)
        error.fieldFaults = faults
        throw error
    }
}
