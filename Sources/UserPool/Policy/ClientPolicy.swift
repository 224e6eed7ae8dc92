/// The members of CreateUserPoolClient that the embedded pool knows.
package struct ClientPolicy: Codable, Sendable, Equatable {
    package var clientName = "app"
    /// 24 to 64 characters of `[\w+]`; nil makes a public client.
    package var clientSecret: String?
    package var explicitAuthFlows = [AuthFlowGate.password, .refresh]
    package var preventUserExistenceErrors = ExistenceErrors.enabled
    package var accessTokenValidity = 60
    package var idTokenValidity = 60
    package var refreshTokenValidity = 30
    package var tokenValidityUnits = TokenValidityUnits()
    /// Also what puts `origin_jti` and `jti` into tokens.
    package var enableTokenRevocation = true
    /// Minutes that a challenge waits for its answer, 3 to 15.
    package var authSessionValidity = 3
    package var refreshTokenRotation = RefreshTokenRotation()
    /// Attributes that tokens and GetUser show; nil means all.
    package var readAttributes: [String]?
    /// Attributes that SignUp may set; nil means all but the verified flags.
    package var writeAttributes: [String]?

    package init() {}

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        clientName = try members.value(.clientName, or: clientName)
        clientSecret = try members.value(.clientSecret)
        explicitAuthFlows = try members.value(.explicitAuthFlows, or: explicitAuthFlows)
        preventUserExistenceErrors = try members.value(
            .preventUserExistenceErrors, or: preventUserExistenceErrors)
        accessTokenValidity = try members.value(.accessTokenValidity, or: accessTokenValidity)
        idTokenValidity = try members.value(.idTokenValidity, or: idTokenValidity)
        refreshTokenValidity = try members.value(.refreshTokenValidity, or: refreshTokenValidity)
        tokenValidityUnits = try members.value(.tokenValidityUnits, or: tokenValidityUnits)
        enableTokenRevocation = try members.value(.enableTokenRevocation, or: enableTokenRevocation)
        refreshTokenRotation = try members.value(
            .refreshTokenRotation, or: refreshTokenRotation)
        authSessionValidity = try members.value(.authSessionValidity, or: authSessionValidity)
        readAttributes = try members.value(.readAttributes)
        writeAttributes = try members.value(.writeAttributes)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case clientName = "ClientName"
        case clientSecret = "ClientSecret"
        case explicitAuthFlows = "ExplicitAuthFlows"
        case preventUserExistenceErrors = "PreventUserExistenceErrors"
        case accessTokenValidity = "AccessTokenValidity"
        case idTokenValidity = "IdTokenValidity"
        case refreshTokenValidity = "RefreshTokenValidity"
        case tokenValidityUnits = "TokenValidityUnits"
        case enableTokenRevocation = "EnableTokenRevocation"
        case refreshTokenRotation = "RefreshTokenRotation"
        case authSessionValidity = "AuthSessionValidity"
        case readAttributes = "ReadAttributes"
        case writeAttributes = "WriteAttributes"
    }
}

extension ClientPolicy {
    package enum AuthFlowGate: String, Codable, Sendable, CaseIterable {
        case password = "ALLOW_USER_PASSWORD_AUTH"
        case adminPassword = "ALLOW_ADMIN_USER_PASSWORD_AUTH"
        case refresh = "ALLOW_REFRESH_TOKEN_AUTH"
        case srp = "ALLOW_USER_SRP_AUTH"
        case choice = "ALLOW_USER_AUTH"
    }

    /// Whether answers tell an unknown user from a wrong password (`LEGACY`) or not (`ENABLED`).
    package enum ExistenceErrors: String, Codable, Sendable {
        case enabled = "ENABLED"
        case legacy = "LEGACY"
    }

    /// Token lives in seconds.
    var accessTokenSeconds: Int64 { tokenValidityUnits.accessToken.seconds(accessTokenValidity) }
    var idTokenSeconds: Int64 { tokenValidityUnits.idToken.seconds(idTokenValidity) }
    var refreshTokenSeconds: Int64 { tokenValidityUnits.refreshToken.seconds(refreshTokenValidity) }

    var authSessionMilliseconds: Int64 { Int64(authSessionValidity) * 60_000 }
    /// Whether users of this client may prove their password by SRP.
    var allowsSRP: Bool { explicitAuthFlows.contains(.srp) || explicitAuthFlows.contains(.choice) }

    var faults: [String] {
        var faults: [String] = []
        if !(3...15).contains(authSessionValidity) {
            faults.append("AuthSessionValidity must be 3 to 15 minutes")
        }
        if !(0...60).contains(refreshTokenRotation.retryGracePeriodSeconds) {
            faults.append("RetryGracePeriodSeconds must be 0 to 60")
        }
        if refreshTokenRotation.isOn, explicitAuthFlows.contains(.refresh) {
            faults.append("RefreshTokenRotation and ALLOW_REFRESH_TOKEN_AUTH exclude each other")
        }
        let shortLife: ClosedRange<Int64> = 300...86_400
        if !shortLife.contains(accessTokenSeconds) || !shortLife.contains(idTokenSeconds) {
            faults.append("AccessTokenValidity and IdTokenValidity must be 5 minutes to 1 day")
        }
        if !(3_600...315_360_000).contains(refreshTokenSeconds) {
            faults.append("RefreshTokenValidity must be 60 minutes to 10 years")
        } else if refreshTokenSeconds < max(accessTokenSeconds, idTokenSeconds) {
            faults.append("RefreshTokenValidity must outlast the other tokens")
        }
        if let clientSecret, clientSecret.wholeMatch(of: /[\w+]{24,64}/) == nil {
            faults.append("ClientSecret must have 24 to 64 letters, digits, _ or +")
        }
        return faults
    }
}
