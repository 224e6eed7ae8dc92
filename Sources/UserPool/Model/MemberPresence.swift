import Foundation

/// Which members a body lacks; `null` counts as absent.
enum MemberPresence {
    /// The names (lowerCamel) of `required` that `body` doesn't have; none when it isn't an object.
    static func absent(_ required: [String], in body: [UInt8]) -> [String] {
        let object = Data(body.isEmpty ? Array("{}".utf8) : body)
        guard let members = try? JSONDecoder().decode([String: Presence].self, from: object) else {
            return []
        }
        return required.filter { members[wireName($0)]?.isPresent != true }
    }

    private static func wireName(_ name: String) -> String {
        name.prefix(1).uppercased() + name.dropFirst()
    }

    private struct Presence: Decodable {
        let isPresent: Bool

        init(from decoder: any Decoder) throws {
            isPresent = try !decoder.singleValueContainer().decodeNil()
        }
    }
}
