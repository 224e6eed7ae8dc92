/// A user attribute; values are always strings (`"true"` for a flag).
package struct AttributeType: Codable, Sendable, Equatable {
    package var name: String
    package var value: String?

    package init(name: String, value: String?) {
        self.name = name
        self.value = value
    }
}

/// Where a code went, masked: `f***@e***`.
package struct CodeDeliveryDetails: Codable, Sendable, Equatable {
    package var destination: String?
    package var deliveryMedium: String?
    package var attributeName: String?

    package init(destination: String?, deliveryMedium: String?, attributeName: String?) {
        self.destination = destination
        self.deliveryMedium = deliveryMedium
        self.attributeName = attributeName
    }
}

/// The tokens of a sign-in; `expiresIn` is the access token's life in seconds.
package struct AuthenticationResult: Codable, Sendable, Equatable {
    package var accessToken: String?
    package var expiresIn: Int?
    package var tokenType: String?
    package var refreshToken: String?
    package var idToken: String?
    /// Only where devices are tracked, and this one is new.
    package var newDeviceMetadata: NewDeviceMetadata?

    package init(
        accessToken: String?, expiresIn: Int?, tokenType: String? = "Bearer",
        refreshToken: String? = nil, idToken: String?,
        newDeviceMetadata: NewDeviceMetadata? = nil
    ) {
        self.newDeviceMetadata = newDeviceMetadata
        self.accessToken = accessToken
        self.expiresIn = expiresIn
        self.tokenType = tokenType
        self.refreshToken = refreshToken
        self.idToken = idToken
    }
}

/// The names of a new device, with which it may be confirmed.
package struct NewDeviceMetadata: Codable, Sendable, Equatable {
    package var deviceKey: String?
    package var deviceGroupKey: String?

    package init(deviceKey: String?, deviceGroupKey: String?) {
        self.deviceKey = deviceKey
        self.deviceGroupKey = deviceGroupKey
    }
}

/// The caller's address for threat protection; accepted and not used by the embedded pool.
package struct UserContextData: Codable, Sendable, Equatable {
    package var ipAddress: String?
    package var encodedData: String?

    package init(ipAddress: String? = nil, encodedData: String? = nil) {
        self.ipAddress = ipAddress
        self.encodedData = encodedData
    }
}
