import CognitoAPI
import StrictJSON

extension ResourceShelf {
    static func domains(_ domain: String, _ parts: PoolParts) -> ResourceShelf {
        ResourceShelf(
            parts: parts, kind: .domain,
            taken: CognitoError(
                .invalidParameter, "Domain already associated with another user pool."),
            missing: CognitoError(.invalidParameter, "No such domain or user pool exists."))
    }
}

extension ResourceRecord {
    static let domainMembers = ["ManagedLoginVersion", "CustomDomainConfig"]

    /// The answer of CreateUserPoolDomain and UpdateUserPoolDomain.
    var domainAnswer: JSONObject {
        var answer = document.only(["ManagedLoginVersion"])
        // A domain of one's own is served by a distribution, whose name DNS has to point to.
        if document["CustomDomainConfig"] != nil {
            answer["CloudFrontDomain"] = .string("\(name).cloudfront.invalid")
        }
        return answer
    }

    /// `DomainDescriptionType`
    var domainDescription: JSONObject {
        document.adding([
            "UserPoolId": .string(poolID), "Domain": .string(name),
            "AWSAccountId": .string(PoolARN.account), "Status": "ACTIVE",
        ])
    }
}
