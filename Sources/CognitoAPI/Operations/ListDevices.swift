/// The user's devices (Cognito API reference, `ListDevices`).
package enum ListDevices {
    package struct Input: CognitoInput {
        package typealias Output = ListDevices.Output
        package static let operation = "ListDevices"
        package static let isIdempotent = true

        package var accessToken: String
        package var limit: Int?
        package var paginationToken: String?

        package init(accessToken: String, limit: Int? = nil, paginationToken: String? = nil) {
            self.accessToken = accessToken
            self.limit = limit
            self.paginationToken = paginationToken
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        package var devices: [DeviceType]?
        package var paginationToken: String?

        package init(devices: [DeviceType]? = nil, paginationToken: String? = nil) {
            self.devices = devices
            self.paginationToken = paginationToken
        }
    }
}
