import Cryptography
import StrictJSON

/// A client as DescribeUserPoolClient shows it (`UserPoolClientType`).
enum ClientDescription {
    static func whole(_ client: ClientRecord, secret: String?) -> JSONObject {
        let settings = client.settings
        var members: JSONObject = [
            "RefreshTokenValidity": 30, "TokenValidityUnits": [:],
            "AllowedOAuthFlowsUserPoolClient": false, "EnableTokenRevocation": true,
            "EnablePropagateAdditionalUserContextData": false, "AuthSessionValidity": 3,
        ]
        members = members.adding(settings)
        if members["RefreshTokenValidity"] == 0 { members["RefreshTokenValidity"] = 30 }
        members["UserPoolId"] = .string(client.poolID)
        members["ClientId"] = .string(client.id)
        members["ClientSecret"] = .text(secret)
        members["CreationDate"] = .time(client.createdAt)
        members["LastModifiedDate"] = .time(client.updatedAt)
        return members
    }
}
