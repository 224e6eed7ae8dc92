import CognitoAPI
import StrictJSON

extension ResourceShelf {
    static func resourceServers(_ identifier: String, _ parts: PoolParts) -> ResourceShelf {
        ResourceShelf(
            parts: parts, kind: .resourceServer,
            taken: CognitoError(
                .invalidParameter,
                "\(identifier) already exists in user pool \(parts.pool.id)."),
            missing: CognitoError(
                .resourceNotFound, "Resource server \(identifier) does not exist."))
    }
}

extension ResourceRecord {
    /// `ResourceServerType`
    var resourceServer: JSONObject {
        document.adding(["UserPoolId": .string(poolID), "Identifier": .string(name)])
    }
}
