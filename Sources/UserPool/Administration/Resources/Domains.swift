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

    /// A name of the owner's own, not a prefix of Amazon's.
    var isCustom: Bool { document["CustomDomainConfig"] != nil }

    /// The answer of CreateUserPoolDomain and UpdateUserPoolDomain.
    var domainAnswer: JSONObject {
        var answer = document.only(["ManagedLoginVersion"])
        // A domain of one's own is served by a distribution, whose name DNS has to point to.
        if isCustom {
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
