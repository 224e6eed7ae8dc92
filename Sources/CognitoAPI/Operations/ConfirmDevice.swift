/// Has a device remembered, with its secret's verifier (Cognito API reference, `ConfirmDevice`).
package enum ConfirmDevice {
    package struct Input: CognitoInput {
        package typealias Output = ConfirmDevice.Output
        package static let operation = "ConfirmDevice"
        package static let isIdempotent = false

        package var accessToken: String
        package var deviceKey: String
        package var deviceSecretVerifierConfig: DeviceSecretVerifierConfig?
        package var deviceName: String?

        package init(
            accessToken: String, deviceKey: String,
            deviceSecretVerifierConfig: DeviceSecretVerifierConfig? = nil, deviceName: String? = nil
        ) {
            self.accessToken = accessToken
            self.deviceKey = deviceKey
            self.deviceSecretVerifierConfig = deviceSecretVerifierConfig
            self.deviceName = deviceName
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        package var userConfirmationNecessary: Bool

        package init(userConfirmationNecessary: Bool) {
            self.userConfirmationNecessary = userConfirmationNecessary
        }
    }
}

/// The device's SRP verifier and salt, base64 of padded bytes.
package struct DeviceSecretVerifierConfig: Codable, Sendable, Equatable {
    package var passwordVerifier: String?
    package var salt: String?

    package init(passwordVerifier: String?, salt: String?) {
        self.passwordVerifier = passwordVerifier
        self.salt = salt
    }
}
