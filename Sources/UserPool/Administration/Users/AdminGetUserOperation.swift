import CognitoAPI
import StrictJSON

struct AdminGetUserOperation: AdminOperation {
    static let name = "AdminGetUser"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let listing = try await AdminDesk(parts: parts).listing(input)
        var members = listing.shown()
        members["Attributes"] = nil
        members["UserAttributes"] = listing.shownAttributes()
        let factors = try await parts.store.read {
            try FactorPreferences.find(userID: listing.user.id, $0)
        }
        members["PreferredMfaSetting"] = .text(factors.preferred?.rawValue)
        members["UserMFASettingList"] = factors.shownList.map { .array($0.map { .string($0) }) }
        return members
    }
}

extension AdminDesk {
    func listing(_ input: JSONObject) async throws(CognitoError) -> UserListing {
        try demandPool(input)
        let user = try await user(input)
        guard let listing = try await parts.store.read({ try UserListing.find(user, $0) }) else {
            throw CognitoError(.userNotFound, .userNotFound)
        }
        return listing
    }
}
