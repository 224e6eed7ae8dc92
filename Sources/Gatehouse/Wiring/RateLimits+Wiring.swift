import AuthAPI
import HTTPRouting
import Logging

extension RateLimits {
    /// Of this process: the API and the pool's wire door count together.
    static func shared(_ configuration: Configuration, log: Log) -> RateLimits {
        let policies = configuration.rateLimits.policies
        let store = LocalRateLimits(now: SystemClock.monotonicMilliseconds)
        guard configuration.proxyTrust == nil else { return RateLimits(policies, in: store) }
        let suspicion = ProxySuspicion { peer in
            log.logger().warning(
                "every client seems to be one proxy, so their limits are one's; set TRUST_PROXY",
                metadata: ["remoteAddress": "\(peer)"])
        }
        return RateLimits(policies, in: store, observe: suspicion.observe)
    }
}
