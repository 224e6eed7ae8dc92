import CognitoAPI
import StrictJSON

/// The input of CreateUserPoolClient and UpdateUserPoolClient, made what is stored.
enum ClientSettings {
    /// - Throws: `InvalidParameterException` in Cognito's words for what contradicts itself.
    static func read(
        _ input: JSONObject, hasSecret: Bool
    ) throws(CognitoError) -> JSONObject {
        var settings = input.withoutNulls
        for name in ["UserPoolId", "ClientId", "GenerateSecret", "ClientSecret"] {
            settings[name] = nil
        }
        if settings["ExplicitAuthFlows"] == [] { settings["ExplicitAuthFlows"] = nil }
        try judgeFlows(settings)
        try judgeTokens(settings)
        try judgeOAuth(settings, hasSecret: hasSecret)
        return settings
    }

    private static func judgeFlows(_ settings: JSONObject) throws(CognitoError) {
        let flows = settings.texts("ExplicitAuthFlows") ?? []
        let modern = flows.filter { $0.hasPrefix("ALLOW_") }
        guard modern.isEmpty || modern.count == flows.count else {
            throw CognitoError(
                .invalidParameter,
                "Cannot specify both legacy and new ExplicitAuthFlows values.")
        }
        let rotates = settings.object("RefreshTokenRotation")?.text("Feature") == "ENABLED"
        guard !rotates || !flows.contains("ALLOW_REFRESH_TOKEN_AUTH") else {
            throw CognitoError(
                .invalidParameter,
                "Refresh token rotation cannot be enabled with ALLOW_REFRESH_TOKEN_AUTH.")
        }
    }

    private static func judgeTokens(_ settings: JSONObject) throws(CognitoError) {
        guard let policy = try? StoredPolicy.client(settings) else {
            throw CognitoError(.invalidParameter, "The settings contradict each other.")
        }
        let shortLife: ClosedRange<Int64> = 300...86_400
        guard shortLife.contains(policy.accessTokenSeconds),
            shortLife.contains(policy.idTokenSeconds),
            (3_600...315_360_000).contains(policy.refreshTokenSeconds),
            policy.refreshTokenSeconds >= max(policy.accessTokenSeconds, policy.idTokenSeconds)
        else { throw CognitoError(.invalidParameter, "Invalid range for token validity.") }
    }

    private static func judgeOAuth(
        _ settings: JSONObject, hasSecret: Bool
    ) throws(CognitoError) {
        let flows = settings.texts("AllowedOAuthFlows") ?? []
        if flows.contains("client_credentials"), flows.count > 1 || !hasSecret {
            throw CognitoError(
                .invalidOAuthFlow,
                flows.count > 1
                    ? "client_credentials flow can not be selected along with code flow or "
                        + "implicit flow."
                    : "client_credentials flow can not be selected if client does not have a "
                        + "client secret.")
        }
        let urls = settings.texts("CallbackURLs") ?? []
        for url in urls + (settings.texts("LogoutURLs") ?? []) where !isAllowed(url) {
            throw CognitoError(.invalidParameter, "Invalid redirect URI.")
        }
        if let url = settings["DefaultRedirectURI"]?.stringValue, !urls.contains(url) {
            throw CognitoError(
                .invalidParameter, "DefaultRedirectURI is not in CallbackURLs.")
        }
        if settings.flag("EnablePropagateAdditionalUserContextData") == true, !hasSecret {
            throw CognitoError(
                .invalidParameter,
                "EnablePropagateAdditionalUserContextData requires a client secret.")
        }
    }

    /// https, http to this machine, or an app's own scheme; no fragment.
    private static func isAllowed(_ url: String) -> Bool {
        guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")),
            !url.utf8.contains(UInt8(ascii: "#"))
        else { return false }
        guard url[..<colon].lowercased() == "http" else { return true }
        return ["http://localhost", "http://127.0.0.1", "http://[::1]"].contains {
            url.lowercased().hasPrefix($0)
        }
    }
}
