import CognitoAPI
import StrictJSON

/// A user's devices, a page at a time.
struct AdminListDevicesOperation: AdminOperation {
    static let name = "AdminListDevices"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        try desk.demandPool(input)
        let page = try Page(
            input, size: "Limit", token: "PaginationToken", most: Limits.devicesPerPage)
        let user = try await desk.user(input)
        let found = try await parts.store.read {
            try DeviceRecord.list(
                userID: user.id, after: page.last ?? "", limit: page.limit + 1, $0)
        }
        let (devices, token) = page.cut(found, by: \.key)
        var shown: [JSONValue] = []
        for device in devices {
            shown.append(.object(try JSONObject(wire: device.shown(of: user))))
        }
        var answer: JSONObject = ["Devices": .array(shown)]
        answer["PaginationToken"] = token
        return answer
    }
}
