import CognitoAPI
import StrictJSON

struct GetGroupOperation: AdminOperation {
    static let name = "GetGroup"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        ["Group": .object(try await AdminDesk(parts: parts).group(input).shown)]
    }
}
