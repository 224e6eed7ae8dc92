/// One of the user's devices (Cognito API reference, `GetDevice`).
package enum GetDevice {
    package struct Input: CognitoInput {
        package typealias Output = GetDevice.Output
        package static let operation = "GetDevice"
        package static let isIdempotent = true

        package var deviceKey: String
        package var accessToken: String?

        package init(deviceKey: String, accessToken: String? = nil) {
            self.deviceKey = deviceKey
            self.accessToken = accessToken
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        package var device: DeviceType

        package init(device: DeviceType) {
            self.device = device
        }
    }
}

/// A device; dates are seconds since 1970.
package struct DeviceType: Codable, Sendable, Equatable {
    package var deviceKey: String
    package var deviceAttributes: [AttributeType]
    package var deviceCreateDate: Double
    package var deviceLastModifiedDate: Double
    package var deviceLastAuthenticatedDate: Double

    package init(
        deviceKey: String, deviceAttributes: [AttributeType], deviceCreateDate: Double,
        deviceLastModifiedDate: Double, deviceLastAuthenticatedDate: Double
    ) {
        self.deviceKey = deviceKey
        self.deviceAttributes = deviceAttributes
        self.deviceCreateDate = deviceCreateDate
        self.deviceLastModifiedDate = deviceLastModifiedDate
        self.deviceLastAuthenticatedDate = deviceLastAuthenticatedDate
    }
}
