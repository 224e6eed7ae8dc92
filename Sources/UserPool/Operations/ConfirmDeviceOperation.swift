import CognitoAPI
import Cryptography

/// Has a device remembered with the verifier of its secret, which never leaves it.
struct ConfirmDeviceOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let store: PoolStore
    private let secrets: PoolSecrets
    private let configuration: DeviceConfiguration?
    private let clock: WallClock

    init(_ parts: PoolParts) {
        gate = parts.gate
        store = parts.store
        secrets = parts.secrets
        configuration = parts.policy.userPool.deviceConfiguration
        clock = parts.clock
    }

    var model: [ModelMember<ConfirmDevice.Input>] {
        [
            ModelMember("accessToken", .token) { $0.accessToken },
            ModelMember("deviceKey", .deviceKey) { $0.deviceKey },
            ModelMember("deviceName", .deviceName, required: false) { $0.deviceName },
        ]
    }

    func perform(_ input: ConfirmDevice.Input) async throws(CognitoError) -> ConfirmDevice.Output {
        let user = try await gate.admit(input.accessToken).user
        let verifier = try Self.number(
            input.deviceSecretVerifierConfig?.passwordVerifier, "PasswordVerifier",
            bytes: SRPGroup.modulusBytes + 1)
        let salt = try Self.number(
            input.deviceSecretVerifierConfig?.salt, "Salt", bytes: Limits.deviceSaltBytes)
        let asks = configuration?.deviceOnlyRememberedOnUserPrompt ?? false
        let now = clock()
        try await store.decide { [secrets] db -> Result<Void, CognitoError> in
            guard var device = try DeviceRecord.find(input.deviceKey, userID: user.id, db) else {
                return .failure(CognitoError(.resourceNotFound, .deviceNotFound))
            }
            guard !device.isConfirmed else {
                return .failure(
                    CognitoError(.deviceKeyExists, "The device key is already confirmed."))
            }
            device.verifier = try secrets.seal(verifier, for: device.purpose)
            device.salt = salt
            device.name = input.deviceName
            device.isRemembered = !asks
            device.updatedAt = now
            try device.save(db)
            return .success(())
        }
        return ConfirmDevice.Output(userConfirmationNecessary: asks)
    }

    private static func number(
        _ text: String?, _ name: String, bytes: Int
    ) throws(CognitoError) -> [UInt8] {
        guard let text, text.utf8.count <= bytes * 2, let number = Base64.decode(text),
            number.count <= bytes, number.contains(where: { $0 != 0 })
        else {
            throw CognitoError(.invalidParameter, "Invalid DeviceSecretVerifierConfig: \(name)")
        }
        return number
    }
}
