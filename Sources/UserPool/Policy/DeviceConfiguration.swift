/// That devices are tracked, and how; Cognito's `DeviceConfigurationType`.
package struct DeviceConfiguration: Codable, Sendable, Equatable {
    /// A remembered device's proof stands for the second factor.
    package var challengeRequiredOnNewDevice = false
    /// Devices are remembered when the user says so (UpdateDeviceStatus), not at once.
    package var deviceOnlyRememberedOnUserPrompt = false

    package init(
        challengeRequiredOnNewDevice: Bool = false, deviceOnlyRememberedOnUserPrompt: Bool = false
    ) {
        self.challengeRequiredOnNewDevice = challengeRequiredOnNewDevice
        self.deviceOnlyRememberedOnUserPrompt = deviceOnlyRememberedOnUserPrompt
    }

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        challengeRequiredOnNewDevice = try members.value(
            .challengeRequiredOnNewDevice, or: challengeRequiredOnNewDevice)
        deviceOnlyRememberedOnUserPrompt = try members.value(
            .deviceOnlyRememberedOnUserPrompt, or: deviceOnlyRememberedOnUserPrompt)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case challengeRequiredOnNewDevice = "ChallengeRequiredOnNewDevice"
        case deviceOnlyRememberedOnUserPrompt = "DeviceOnlyRememberedOnUserPrompt"
    }
}
