import AuthAPI
import CognitoClient
import Foundation
import JSONWebToken
import Revocation

extension Backend {
    /// Amazon Cognito, or whoever speaks its protocol at the configured endpoint.
    static func cognito(
        _ settings: CognitoBackend, dataDirectory: String
    ) async throws -> Backend {
        let transport = HTTPTransport(
            configuration: TransportConfiguration(
                connectMilliseconds: settings.connectTimeout, caFile: settings.caFile))
        let revocations = try await revocations(in: dataDirectory)
        return Backend(
            service: CognitoClient(
                endpoint: settings.endpoint, clientID: settings.clientID,
                clientSecret: settings.clientSecret, transport: transport,
                totalMilliseconds: settings.requestTimeout),
            userPoolID: settings.userPoolID, clientID: settings.clientID, issuer: settings.issuer,
            keys: JWKSKeySource(
                fetch: JWKSFetcher.make(
                    url: settings.jwksURL, transport: transport,
                    totalMilliseconds: settings.requestTimeout),
                now: SystemClock.monotonicMilliseconds),
            revocations: revocations,
            signOuts: .recorded(
                in: revocations, tokenLife: TokenLife.longest, now: SystemClock.seconds))
    }

    static func revocations(in dataDirectory: String) async throws -> SQLiteRevocationIndex {
        try await SQLiteRevocationIndex(
            path: dataDirectory + "/revocations.sqlite", now: SystemClock.seconds)
    }
}
