import CognitoAPI

/// Cognito's operations, answered by Amazon or whoever speaks its protocol at `endpoint`.
package struct CognitoClient: CognitoService {
    private let endpoint: String
    private let secret: ClientSecret?
    private let transport: HTTPTransport
    private let retries: RetryPolicy
    private let totalMilliseconds: Int64
    private let clock: MonotonicClock
    private let random: @Sendable () -> UInt64

    /// - Parameters:
    ///   - endpoint: the URL of the API, e.g. `https://cognito-idp.eu-west-1.amazonaws.com/`.
    ///   - clientID: the app client whose secret is proved; requests of other clients go as they
    ///     are.
    ///   - clientSecret: nil for a public client.
    ///   - totalMilliseconds: for one operation with all its repetitions.
    ///   - random: draws the jitter of repetitions.
    package init(
        endpoint: String, clientID: String, clientSecret: String?, transport: HTTPTransport,
        retries: RetryPolicy = RetryPolicy(),
        totalMilliseconds: Int64 = CognitoClientLimits.totalMilliseconds,
        clock: MonotonicClock = .system,
        random: @escaping @Sendable () -> UInt64 = { .random(in: 0 ... .max) }
    ) {
        self.endpoint = endpoint
        self.secret = clientSecret.map { ClientSecret(clientID: clientID, value: $0) }
        self.transport = transport
        self.retries = retries
        self.totalMilliseconds = totalMilliseconds
        self.clock = clock
        self.random = random
    }

    package func perform<Input: CognitoInput>(
        _ input: Input
    ) async throws(CognitoError) -> Input.Output {
        let body = try CognitoWire.encode(proved(input))
        let deadline = clock.milliseconds() + totalMilliseconds
        var repetition = 0
        while true {
            do throws(AttemptFailure) {
                return try await attempt(Input.self, body: body, until: deadline)
            } catch {
                guard repetition < retries.repetitions,
                    retries.repeats(after: error, isIdempotent: Input.isIdempotent)
                else { throw error.error }
                let delay = retries.delay(
                    beforeRepetition: repetition, retryAfter: error.error.retryAfter,
                    random: random)
                guard clock.milliseconds() + delay < deadline else { throw error.error }
                await clock.sleep(delay)
                repetition += 1
            }
        }
    }

    private func attempt<Input: CognitoInput>(
        _ type: Input.Type, body: [UInt8], until deadline: Int64
    ) async throws(AttemptFailure) -> Input.Output {
        let request = TransportRequest(
            url: endpoint, method: .post(body),
            headers: [
                ("Content-Type", CognitoWire.contentType),
                ("X-Amz-Target", CognitoWire.targetPrefix + Input.operation),
            ],
            isRepeatable: Input.isIdempotent,
            totalMilliseconds: max(1, deadline - clock.milliseconds()))
        return try AnswerReader.read(Input.Output.self, from: await send(request))
    }

    private func send(
        _ request: TransportRequest
    ) async throws(AttemptFailure) -> TransportResponse {
        do throws(TransportError) {
            return try await transport.send(request)
        } catch {
            throw AttemptFailure(error)
        }
    }

    private func proved<Input: CognitoInput>(_ input: Input) -> Input {
        secret?.proved(input) ?? input
    }
}
