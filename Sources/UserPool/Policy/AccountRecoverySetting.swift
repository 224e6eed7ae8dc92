/// How a forgotten password is set anew; Cognito's `AccountRecoverySettingType`.
package struct AccountRecoverySetting: Codable, Sendable, Equatable {
    package enum Name: String, Codable, Sendable {
        case email = "verified_email"
        case phoneNumber = "verified_phone_number"
        case adminOnly = "admin_only"

        var medium: DeliveryMedium? {
            switch self {
            case .email: .email
            case .phoneNumber: .sms
            case .adminOnly: nil
            }
        }
    }

    package struct Mechanism: Codable, Sendable, Equatable {
        /// 1 goes first.
        package var priority: Int
        package var name: Name

        package init(priority: Int, name: Name) {
            self.priority = priority
            self.name = name
        }

        package init(from decoder: any Decoder) throws {
            let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
            priority = try members.value(.priority, or: 1)
            name = try members.value(.name, or: .email)
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case priority = "Priority"
            case name = "Name"
        }
    }

    package var recoveryMechanisms: [Mechanism] = []

    package init(_ mechanisms: [Mechanism]) {
        recoveryMechanisms = mechanisms
    }

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        recoveryMechanisms = try members.value(.recoveryMechanisms, or: [])
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case recoveryMechanisms = "RecoveryMechanisms"
    }

    /// Nobody but an administrator resets passwords.
    var isAdminOnly: Bool { recoveryMechanisms.contains { $0.name == .adminOnly } }

    /// Where codes may go, the best place first.
    var media: [DeliveryMedium] {
        recoveryMechanisms.sorted { $0.priority < $1.priority }.compactMap(\.name.medium)
    }

    var faults: [String] {
        if !(1...2).contains(recoveryMechanisms.count) {
            return ["AccountRecoverySetting.RecoveryMechanisms must have 1 or 2 entries"]
        }
        let priorities = recoveryMechanisms.map(\.priority)
        guard Set(priorities).count == priorities.count,
            priorities.allSatisfy((1...2).contains), !isAdminOnly || priorities.count == 1
        else { return ["AccountRecoverySetting: priorities are 1 and 2, admin_only stands alone"] }
        return []
    }
}
