import Foundation

/// AWS JSON 1.1 as Cognito speaks it: bodies to and from operation types.
package enum CognitoWire {
    package static let contentType = "application/x-amz-json-1.1"
    package static let targetPrefix = "AWSCognitoIdentityProviderService."

    /// A body for the wire; absent members are left out, never `null`.
    package static func encode<Value: Encodable>(_ value: Value) throws(CognitoError) -> [UInt8] {
        do {
            return Array(try encoder.encode(value))
        } catch {
            throw CognitoError(.internalError, "The value could not be written as JSON.")
        }
    }

    /// Reads a request's body; an empty one counts as `{}`.
    ///
    /// - Throws: `SerializationException` naming the member, never its value.
    package static func decodeInput<Input: CognitoInput>(
        _ type: Input.Type, from body: [UInt8]
    ) throws(CognitoError) -> Input {
        do {
            return try decoder.decode(type, from: Data(body.isEmpty ? Array("{}".utf8) : body))
        } catch {
            throw CognitoError(.serialization, Self.complaint(error))
        }
    }

    /// Reads an answer's body; an empty one counts as `{}`.
    ///
    /// - Throws: `invalidAnswer` when it is not the operation's output shape.
    package static func decodeOutput<Output: Decodable>(
        _ type: Output.Type, from body: [UInt8]
    ) throws(CognitoError) -> Output {
        do {
            return try decoder.decode(type, from: Data(body.isEmpty ? Array("{}".utf8) : body))
        } catch {
            throw CognitoError(.invalidAnswer, Self.complaint(error))
        }
    }

    // Members change case at their first letter only: `preferredMfaSetting` ↔ `PreferredMfaSetting`.
    // Dictionaries keep their keys (`USERNAME`): the strategies don't touch them.
    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        encoder.keyEncodingStrategy = .custom { path in
            MemberKey(path.last, change: { $0.uppercased() })
        }
        return encoder
    }()

    private static let decoder: JSONDecoder = {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { path in
            MemberKey(path.last, change: { $0.lowercased() })
        }
        return decoder
    }()

    private static func complaint(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _):
            "The member \(MemberKey(key, change: { $0.uppercased() }).stringValue) is required."
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context):
            "The member \(path(context)) has a value of the wrong type."
        default:
            "The body is not valid JSON."
        }
    }

    private static func path(_ context: DecodingError.Context) -> String {
        let names = context.codingPath.map {
            MemberKey($0, change: { $0.uppercased() }).stringValue
        }
        return names.isEmpty ? "at the top" : names.joined(separator: ".")
    }
}

/// A member's name with its first letter in the other case.
private struct MemberKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ key: (any CodingKey)?, change: (String) -> String) {
        let name = key?.stringValue ?? ""
        stringValue = change(String(name.prefix(1))) + name.dropFirst()
        intValue = key?.intValue
    }

    init?(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init?(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }
}
