import CognitoAPI
import StrictJSON

/// Tags of a pool, named by its ARN.
enum Tagging {
    /// - Throws: `ResourceNotFoundException` when the ARN isn't this pool's.
    static func demand(_ input: JSONObject, _ parts: PoolParts) throws(CognitoError) {
        let arn = input.text("ResourceArn")
        guard arn.utf8.elementsEqual(PoolARN.make(parts.pool).utf8) else {
            let id = arn.utf8.lastIndex(of: UInt8(ascii: "/")).map {
                String(arn[arn.index(after: $0)...])
            }
            throw CognitoError(
                .resourceNotFound, "User pool \(id ?? arn) does not exist.")
        }
    }

    static func change(
        _ input: JSONObject, _ parts: PoolParts,
        _ body: @escaping @Sendable (JSONObject) -> JSONObject
    ) async throws(CognitoError) -> JSONObject {
        try demand(input, parts)
        let meant: JSONObject = ["UserPoolId": .string(parts.pool.id)]
        try await AdminDesk(parts: parts).changePool(meant) { old throws(CognitoError) in
            var settings = old
            settings["UserPoolTags"] = .object(body(old.object("UserPoolTags") ?? [:]))
            return settings
        }
        return [:]
    }
}

struct TagResourceOperation: AdminOperation {
    static let name = "TagResource"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try await Tagging.change(input, parts) { $0.adding(input.object("Tags") ?? [:]) }
    }
}

struct UntagResourceOperation: AdminOperation {
    static let name = "UntagResource"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let gone = input.texts("TagKeys") ?? []
        return try await Tagging.change(input, parts) { tags in
            gone.reduce(into: tags) { $0[$1] = nil }
        }
    }
}

struct ListTagsForResourceOperation: AdminOperation {
    static let name = "ListTagsForResource"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try Tagging.demand(input, parts)
        return ["Tags": parts.pool.settings["UserPoolTags"] ?? [:]]
    }
}
