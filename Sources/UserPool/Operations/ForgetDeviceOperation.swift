import CognitoAPI

/// Forgets a device: its secret proves nothing any more, and its refresh tokens are refused.
struct ForgetDeviceOperation: PoolOperation {
    let gate: AccessTokenGate
    let store: PoolStore

    var model: [ModelMember<ForgetDevice.Input>] {
        [
            ModelMember("deviceKey", .deviceKey) { $0.deviceKey },
            ModelMember("accessToken", .token, required: false) { $0.accessToken },
        ]
    }

    func perform(_ input: ForgetDevice.Input) async throws(CognitoError) -> ForgetDevice.Output {
        let user = try await gate.admit(input.accessToken ?? "").user
        try await store.decide { db -> Result<Void, CognitoError> in
            guard let device = try DeviceRecord.find(input.deviceKey, userID: user.id, db) else {
                return .failure(CognitoError(.resourceNotFound, .deviceNotFound))
            }
            try device.delete(db)
            return .success(())
        }
        return ForgetDevice.Output()
    }
}
