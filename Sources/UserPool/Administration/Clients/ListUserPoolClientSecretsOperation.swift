import CognitoAPI
import StrictJSON

/// Which secrets a client has, without their values; two at most, so all are on one page.
struct ListUserPoolClientSecretsOperation: AdminOperation {
    static let name = "ListUserPoolClientSecrets"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let client = try await AdminDesk(parts: parts).client(input)
        let shown = client.secrets.map { JSONValue.object(ClientSecretDescription.of($0)) }
        return ["ClientSecrets": .array(shown)]
    }
}
