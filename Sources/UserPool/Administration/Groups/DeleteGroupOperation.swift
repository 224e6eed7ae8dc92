import CognitoAPI
import StrictJSON

struct DeleteGroupOperation: AdminOperation {
    static let name = "DeleteGroup"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        let group = try await desk.group(input)
        try await parts.store.write { try group.delete($0) }
        return [:]
    }
}
