import AuthAPI
import CognitoClient
import Foundation
import JSONWebToken
import Revocation

extension Backend {
    /// Amazon Cognito, or whoever speaks its protocol at the configured endpoint.
    static func cognito(
        _ settings: CognitoBackend, limits: RateLimitSettings, dataDirectory: String
    ) async throws -> Backend {
        let transport = try HTTPTransport(
            configuration: TransportConfiguration(
                connectMilliseconds: settings.connectTimeout, caFile: settings.caFile))
        let revocations = try await revocations(in: dataDirectory, now: SystemClock.seconds)
        let keys = FetchedKeys(
            issuer: settings.issuer, url: settings.jwksURL, transport: transport,
            totalMilliseconds: settings.requestTimeout, dataDirectory: dataDirectory)
        return Backend(
            service: BudgetedService(
                service: CognitoClient(
                    endpoint: settings.endpoint, clientID: settings.clientID,
                    clientSecret: settings.clientSecret, transport: transport,
                    totalMilliseconds: settings.requestTimeout),
                signIns: limits.signInBudget, mails: limits.mailBudget,
                now: SystemClock.monotonicMilliseconds),
            tellsClientAddress: settings.sendsClientAddress, userPoolID: settings.userPoolID,
            clientID: settings.clientID, issuer: settings.issuer, keys: keys.source,
            fetchedKeys: [keys],
            revocations: revocations, disks: [revocations.disk],
            signOuts: .recorded(
                in: revocations, tokenLife: TokenLife.longest, now: SystemClock.seconds),
            now: SystemClock.seconds)
    }

    static func revocations(
        in dataDirectory: String, now: @escaping @Sendable () -> Int64
    ) async throws -> SQLiteRevocationIndex {
        try await SQLiteRevocationIndex(path: dataDirectory + "/revocations.sqlite", now: now)
    }
}
