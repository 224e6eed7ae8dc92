public import HTTPWire

private enum RateLimitReportKey: RequestContextKey {
    typealias Value = RateLimitReport
}

extension Request {
    /// Where further limits of this request tell what they said; nil outside of `rateLimit`.
    public var rateLimitReport: RateLimitReport? { self[RateLimitReportKey.self] }

    /// Whose bucket a request takes from: who has no address shares one with all who have none.
    public var limitedClient: IPAddress { clientIP ?? IPAddress(ipv4: 0) }
}

/// Lets a client do this only so often; beyond it `RoutingError.tooManyRequests`.
///
/// The client is `Request.clientIP`, so behind a proxy this belongs inside of `clientAddress`.
/// Errors of the route go on as `LimitedFailure`.
///
/// - Parameter scope: what is counted together, e.g. `POST /login`.
public func rateLimit(
    _ policy: RateLimitPolicy, scope: String, in store: any RateLimitStore
) -> Middleware {
    Middleware { request, next in
        let report = RateLimitReport()
        var request = request
        request[RateLimitReportKey.self] = report
        do {
            let key = RateLimitKey(scope: scope, client: request.limitedClient)
            let verdict = await store.take(key, from: policy)
            report.add(policy, verdict)
            guard verdict.isAllowed else {
                throw RoutingError.tooManyRequests(retryAfter: verdict.retryAfter)
            }
            var response = try await next(request)
            report.write(to: &response)
            return response
        } catch {
            throw LimitedFailure(error: error, report: report)
        }
    }
}
