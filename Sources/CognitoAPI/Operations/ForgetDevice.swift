/// Forgets a device (Cognito API reference, `ForgetDevice`).
package enum ForgetDevice {
    package struct Input: CognitoInput {
        package typealias Output = ForgetDevice.Output
        package static let operation = "ForgetDevice"
        package static let isIdempotent = true

        package var deviceKey: String
        package var accessToken: String?

        package init(deviceKey: String, accessToken: String? = nil) {
            self.deviceKey = deviceKey
            self.accessToken = accessToken
        }
    }

    package typealias Output = NoOutput
}
