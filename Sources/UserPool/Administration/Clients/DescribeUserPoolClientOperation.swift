import CognitoAPI
import StrictJSON

struct DescribeUserPoolClientOperation: AdminOperation {
    static let name = "DescribeUserPoolClient"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        return try desk.shown(try await desk.client(input))
    }
}
