import Foundation
import UserPool

/// The embedded pool's policy: Cognito's defaults, or what the operator's file says.
enum PoolPolicyFile {
    static func load(_ settings: EmbeddedBackend) throws -> PoolPolicy {
        var policy = try settings.policyFile.map(read) ?? PoolPolicy()
        policy.region = settings.region
        return policy
    }

    private static func read(_ path: String) throws -> PoolPolicy {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationFault(
                name: Setting.poolPolicy.name, cure: "the file \(path) cannot be read")
        }
        return try PoolPolicy(json: Array(data))
    }
}
