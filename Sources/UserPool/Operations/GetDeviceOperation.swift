import CognitoAPI

/// One of the user's devices.
struct GetDeviceOperation: PoolOperation {
    let gate: AccessTokenGate
    let store: PoolStore

    var model: [ModelMember<GetDevice.Input>] {
        [
            ModelMember("deviceKey", .deviceKey) { $0.deviceKey },
            ModelMember("accessToken", .token, required: false) { $0.accessToken },
        ]
    }

    func perform(_ input: GetDevice.Input) async throws(CognitoError) -> GetDevice.Output {
        let user = try await gate.admit(input.accessToken ?? "").user
        return try await store.decideReading { db in
            guard let device = try DeviceRecord.find(input.deviceKey, userID: user.id, db) else {
                return .failure(CognitoError(.resourceNotFound, .deviceNotFound))
            }
            return .success(GetDevice.Output(device: device.shown(of: user)))
        }
    }
}
