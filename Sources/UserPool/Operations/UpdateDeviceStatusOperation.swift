import CognitoAPI

/// Remembers a confirmed device, or no longer.
struct UpdateDeviceStatusOperation: PoolOperation {
    let gate: AccessTokenGate
    let store: PoolStore
    let clock: WallClock

    var model: [ModelMember<UpdateDeviceStatus.Input>] {
        [
            ModelMember("accessToken", .token) { $0.accessToken },
            ModelMember("deviceKey", .deviceKey) { $0.deviceKey },
            ModelMember(
                "deviceRememberedStatus", .oneOf(["remembered", "not_remembered"]),
                required: false
            ) { $0.deviceRememberedStatus },
        ]
    }

    func perform(
        _ input: UpdateDeviceStatus.Input
    ) async throws(CognitoError) -> UpdateDeviceStatus.Output {
        let user = try await gate.admit(input.accessToken).user
        let now = clock()
        try await store.decide { db -> Result<Void, CognitoError> in
            guard var device = try DeviceRecord.find(input.deviceKey, userID: user.id, db) else {
                return .failure(CognitoError(.resourceNotFound, .deviceNotFound))
            }
            guard let status = input.deviceRememberedStatus else { return .success(()) }
            device.isRemembered = status == "remembered"
            device.updatedAt = now
            try device.save(db)
            return .success(())
        }
        return UpdateDeviceStatus.Output()
    }
}
