import CognitoAPI
import Cryptography
import GRDB

/// The devices that users sign in from, where the pool tracks them.
struct Devices: Sendable {
    /// The device of a sign-in; `isNew` ones are told to the client.
    struct Tracked: Sendable {
        let record: DeviceRecord
        let isNew: Bool
    }

    let configuration: DeviceConfiguration?
    let region: String
    let random: SecureRandom

    init(_ parts: PoolParts) {
        configuration = parts.policy.userPool.deviceConfiguration
        region = parts.pool.region
        random = parts.random
    }

    var isOn: Bool { configuration != nil }
    /// A remembered device's proof stands for the second factor.
    var sparesSecondFactor: Bool { configuration?.challengeRequiredOnNewDevice ?? false }

    /// The device that the client says it is.
    ///
    /// Refuses with `ResourceNotFoundException` "Device does not exist.", by which Amplify drops its
    /// key.
    func named(
        _ key: String?, by user: UserRecord, _ db: Database
    ) throws -> Result<DeviceRecord?, CognitoError> {
        guard isOn, let key else { return .success(nil) }
        guard key.utf8.count <= Limits.deviceKeyBytes,
            let device = try DeviceRecord.find(key, userID: user.id, db)
        else { return .failure(CognitoError(.resourceNotFound, .deviceNotFound)) }
        return .success(device)
    }

    /// The device of a session that begins: the one that was named, or a new one.
    func track(
        _ named: DeviceRecord?, of user: UserRecord, now: Int64, _ db: Database
    ) throws -> Tracked? {
        guard isOn else { return nil }
        if var device = named {
            device.authenticatedAt = now
            try device.save(db)
            return Tracked(record: device, isNew: false)
        }
        try DeviceRecord.forgetUnconfirmed(
            userID: user.id, before: now - Limits.unconfirmedDeviceKept, db)
        let device = DeviceRecord(
            key: "\(region)_\(random.uuid())",
            groupKey: "-" + random.string(8, from: Self.groupLetters), userID: user.id, now: now)
        try device.save(db)
        return Tracked(record: device, isNew: true)
    }

    private static let groupLetters = Array(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
}

extension DeviceRecord {
    /// As the device operations show it, but for `last_ip_used`: nobody tells the pool who calls.
    func shown(of user: UserRecord) -> DeviceType {
        let owner = "\(user.username).\(user.poolID)"
        let region = user.poolID.prefix { $0 != "_" }
        let arn = "arn:aws:cognito-idp:\(region):\(PoolARN.account):owner/\(owner)/device/\(key)"
        var attributes = [AttributeType(name: "device_status", value: "valid")]
        if let name { attributes.append(AttributeType(name: "device_name", value: name)) }
        attributes += [
            AttributeType(name: "dev:device_arn", value: arn),
            AttributeType(name: "dev:device_owner", value: owner),
            AttributeType(
                name: "dev:device_remembered_status",
                value: isRemembered ? "remembered" : "not_remembered"),
            AttributeType(name: "dev:device_sdk", value: "aws-sdk"),
        ]
        return DeviceType(
            deviceKey: key, deviceAttributes: attributes,
            deviceCreateDate: Double(createdAt) / 1_000,
            deviceLastModifiedDate: Double(updatedAt) / 1_000,
            deviceLastAuthenticatedDate: Double(authenticatedAt) / 1_000)
    }
}
