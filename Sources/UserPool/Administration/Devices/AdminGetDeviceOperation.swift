import CognitoAPI
import GRDB
import StrictJSON

struct AdminGetDeviceOperation: AdminOperation {
    static let name = "AdminGetDevice"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let (user, device) = try await AdminDesk(parts: parts).changeDevice(input) { _, _ in }
        return ["Device": .object(try JSONObject(wire: device.shown(of: user)))]
    }
}

/// Forgets a device: its secret proves nothing any more, and its refresh tokens are refused.
struct AdminForgetDeviceOperation: AdminOperation {
    static let name = "AdminForgetDevice"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let (user, _) = try await AdminDesk(parts: parts).changeDevice(input) { device, db in
            try device.delete(db)
        }
        parts.report(.administered(operation: Self.name, subject: user.sub))
        return [:]
    }
}

/// Remembers a device, or no longer.
struct AdminUpdateDeviceStatusOperation: AdminOperation {
    static let name = "AdminUpdateDeviceStatus"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let status = input["DeviceRememberedStatus"]?.stringValue
        let now = parts.clock()
        let (user, _) = try await AdminDesk(parts: parts).changeDevice(input) { device, db in
            guard let status else { return }
            var device = device
            device.isRemembered = status == "remembered"
            device.updatedAt = now
            try device.save(db)
        }
        parts.report(.administered(operation: Self.name, subject: user.sub))
        return [:]
    }
}

extension AdminDesk {
    /// The input's device, as it was before `change`, and its user.
    ///
    /// - Throws: `ResourceNotFoundException` "Device does not exist."
    func changeDevice(
        _ input: JSONObject,
        _ change: @escaping @Sendable (DeviceRecord, Database) throws -> Void
    ) async throws(CognitoError) -> (user: UserRecord, device: DeviceRecord) {
        let key = input.text("DeviceKey")
        return try await self.change(input) { user, db in
            guard let device = try DeviceRecord.find(key, userID: user.id, db) else {
                return .failure(CognitoError(.resourceNotFound, .deviceNotFound))
            }
            try change(device, db)
            return .success((user, device))
        }
    }
}
