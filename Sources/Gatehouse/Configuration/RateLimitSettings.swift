import AuthAPI
import CognitoClient
import HTTPRouting

/// `GATEHOUSE_RATE_LIMITS`: how often clients, accounts and all together may do what.
package struct RateLimitSettings: Sendable, Equatable {
    /// Times in so many seconds.
    struct Rate: Sendable, Equatable {
        var quota: Int
        var window: Int
    }

    /// What can be limited, by its name in the setting.
    enum Name: String, CaseIterable {
        case signIn = "sign-in"
        case mail, code, session
        case accountFailures = "account-failures"
        case accountCodes = "account-codes"
        case cognitoSignIns = "cognito-sign-ins"
        case cognitoMails = "cognito-mails"

        /// Those that count a client address.
        static let ofClients: [Name] = [.signIn, .mail, .code, .session]
    }

    var rates: [Name: Rate] = [:]

    /// For the API's routes.
    var policies: RateLimits.Policies {
        var policies = RateLimits.Policies()
        policies.signIn = policy(.signIn)
        policies.mail = policy(.mail)
        policies.code = policy(.code)
        policies.session = policy(.session)
        policies.accountFailures = policy(.accountFailures)
        policies.accountCodes = policy(.accountCodes)
        return policies
    }

    /// For all calls to Cognito together.
    var signInBudget: BudgetedService.Budget? {
        rates[.cognitoSignIns].map { .init(quota: $0.quota, window: Int64($0.window)) }
    }

    var mailBudget: BudgetedService.Budget? {
        rates[.cognitoMails].map { .init(quota: $0.quota, window: Int64($0.window)) }
    }

    /// As in the setting, with what isn't limited.
    var summary: String {
        Name.allCases.map { name in
            let rate = rates[name].map { "\($0.quota)/\($0.window)" } ?? "off"
            return "\(name.rawValue)=\(rate)"
        }.joined(separator: ", ")
    }

    private func policy(_ name: Name) -> RateLimitPolicy? {
        rates[name].map {
            RateLimitPolicy(name: name.rawValue, quota: $0.quota, window: $0.window)
        }
    }
}

extension SettingsReader {
    /// The setting's entries over the defaults. Where codes are shown to everybody, which is
    /// development, clients are only limited if somebody says how.
    mutating func rateLimits(_ setting: Setting, inDevelopment: Bool) -> RateLimitSettings {
        var settings = RateLimitSettings()
        let standard = (setting.standard ?? "").split(separator: ",").map(String.init)
        for entry in standard { apply(entry, setting, &settings) }
        if inDevelopment, !isGiven(setting) {
            for name in RateLimitSettings.Name.ofClients { settings.rates[name] = nil }
        }
        guard isGiven(setting) else { return settings }
        for entry in list(setting) { apply(entry, setting, &settings) }
        return settings
    }

    /// `name=quota/seconds`, `name=off`, or `off` for everything.
    private mutating func apply(
        _ entry: String, _ setting: Setting, _ settings: inout RateLimitSettings
    ) {
        if entry == "off" {
            settings.rates = [:]
            return
        }
        let parts = entry.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let name = RateLimitSettings.Name(rawValue: parts[0]) else {
            let names = RateLimitSettings.Name.allCases.map(\.rawValue).joined(separator: ", ")
            return fault(setting, "\(entry) must be off, or begin with one of \(names) and =")
        }
        if parts[1] == "off" {
            settings.rates[name] = nil
        } else if let rate = RateLimitSettings.Rate(parts[1]) {
            settings.rates[name] = rate
        } else {
            fault(
                setting, "\(entry) must be like \(name.rawValue)=100/60: times and seconds, or off")
        }
    }
}

extension RateLimitSettings.Rate {
    fileprivate init?(_ text: String) {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let quota = numbers[0], let window = numbers[1],
            (1...RoutingLimits.rateLimitQuota).contains(quota),
            (1...RoutingLimits.rateLimitWindow).contains(window)
        else { return nil }
        self.init(quota: quota, window: window)
    }
}
