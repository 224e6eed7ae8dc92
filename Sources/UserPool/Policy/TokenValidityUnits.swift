/// The units in which `ClientPolicy` gives token lives.
package struct TokenValidityUnits: Codable, Sendable, Equatable {
    package enum Unit: String, Codable, Sendable {
        case seconds, minutes, hours, days

        /// Seconds in `count` units; the greatest number on overflow, which no range allows.
        func seconds(_ count: Int) -> Int64 {
            let factor: Int64 =
                switch self {
                case .seconds: 1
                case .minutes: 60
                case .hours: 3_600
                case .days: 86_400
                }
            let (product, overflow) = Int64(count).multipliedReportingOverflow(by: factor)
            return overflow ? .max : product
        }
    }

    package var accessToken = Unit.minutes
    package var idToken = Unit.minutes
    package var refreshToken = Unit.days

    package init() {}

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        accessToken = try members.value(.accessToken, or: accessToken)
        idToken = try members.value(.idToken, or: idToken)
        refreshToken = try members.value(.refreshToken, or: refreshToken)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case accessToken = "AccessToken"
        case idToken = "IdToken"
        case refreshToken = "RefreshToken"
    }
}
