/// Whether a device is remembered (Cognito API reference, `UpdateDeviceStatus`).
package enum UpdateDeviceStatus {
    package struct Input: CognitoInput {
        package typealias Output = UpdateDeviceStatus.Output
        package static let operation = "UpdateDeviceStatus"
        package static let isIdempotent = true

        package var accessToken: String
        package var deviceKey: String
        package var deviceRememberedStatus: String?

        package init(accessToken: String, deviceKey: String, deviceRememberedStatus: String? = nil)
        {
            self.accessToken = accessToken
            self.deviceKey = deviceKey
            self.deviceRememberedStatus = deviceRememberedStatus
        }
    }

    package typealias Output = EmptyOutput
}
