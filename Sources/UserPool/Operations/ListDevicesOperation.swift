import CognitoAPI
import Cryptography

/// The user's devices, a page at a time; the token names the last one shown.
struct ListDevicesOperation: PoolOperation {
    let gate: AccessTokenGate
    let store: PoolStore

    var model: [ModelMember<ListDevices.Input>] {
        [
            ModelMember("accessToken", .token) { $0.accessToken },
            ModelMember("paginationToken", .token, required: false) { $0.paginationToken },
        ]
    }

    func perform(_ input: ListDevices.Input) async throws(CognitoError) -> ListDevices.Output {
        let user = try await gate.admit(input.accessToken).user
        let limit = try Self.limit(input.limit)
        let last = try Self.key(input.paginationToken)
        let found = try await store.read {
            try DeviceRecord.list(userID: user.id, after: last, limit: limit + 1, $0)
        }
        let page = found.prefix(limit)
        let next = found.count > limit ? page.last?.key : nil
        return ListDevices.Output(
            devices: page.map { $0.shown(of: user) },
            paginationToken: next.map { Base64URL.encode(Array($0.utf8)) })
    }

    private static func limit(_ given: Int?) throws(CognitoError) -> Int {
        guard let given, given != 0 else { return Limits.devicesPerPage }
        guard (1...Limits.devicesPerPage).contains(given) else {
            let bound =
                given < 0
                ? "greater than or equal to 0" : "less than or equal to \(Limits.devicesPerPage)"
            throw ModelConstraints.refusal([
                "Value '\(given)' at 'limit' failed to satisfy constraint: "
                    + "Member must have value \(bound)"
            ])
        }
        return given
    }

    private static func key(_ token: String?) throws(CognitoError) -> String {
        guard let token else { return "" }
        guard token.utf8.count <= Limits.deviceKeyBytes * 2, let bytes = Base64URL.decode(token)
        else { throw CognitoError(.invalidParameter, "Invalid pagination token.") }
        return String(decoding: bytes, as: UTF8.self)
    }
}
