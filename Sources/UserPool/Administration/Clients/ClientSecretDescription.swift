import StrictJSON

/// A secret as answers name it (`ClientSecretDescriptorType`).
enum ClientSecretDescription {
    /// - Parameter value: what the caller doesn't know yet; nil otherwise.
    static func of(_ secret: ClientSecretRecord, value: String? = nil) -> JSONObject {
        var members: JSONObject = [
            "ClientSecretId": .string(secret.id),
            "ClientSecretCreateDate": .time(secret.createdAt),
        ]
        members["ClientSecretValue"] = .text(value)
        return members
    }
}
