import CognitoAPI
import StrictJSON

/// Adds attributes to a pool's schema; none is ever removed.
struct AddCustomAttributesOperation: AdminOperation {
    static let name = "AddCustomAttributes"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try await AdminDesk(parts: parts).changePool(input) { old throws(CognitoError) in
            var settings = old
            let schema = try PoolSchemaInput.read(
                input["CustomAttributes"], isCustom: true,
                beside: old["Schema"]?.arrayValue ?? [])
            let custom = (schema.arrayValue ?? []).filter {
                $0.objectValue?.text("Name").hasPrefix("custom:") ?? false
            }
            guard custom.count <= Limits.customAttributes else {
                throw CognitoError(
                    .limitExceeded, "Maximum number of custom attributes reached.")
            }
            settings["Schema"] = schema
            return settings
        }
        parts.report(.administered(operation: Self.name, subject: parts.pool.id))
        return [:]
    }
}
