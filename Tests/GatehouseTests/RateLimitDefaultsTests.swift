import AuthAPI
import HTTPRouting
import HTTPWire
import Testing

@testable import Gatehouse

/// Whether the defaults suit those whom they are meant for.
@Suite struct RateLimitDefaultsTests {
    @Test func anOfficeBehindOneAddressSignsInAtNine() throws {
        let policy = try #require(
            try Configuration.parse(["HOST": "0.0.0.0"]).get().rateLimits.policies.signIn)
        let store = LocalRateLimits(now: { 1_000_000 })
        let office = RateLimitKey(
            scope: "/login", client: try #require(IPAddress("192.0.2.1")))
        // Fifty people, each of whom mistypes once, in the same moment.
        for _ in 0..<100 { #expect(store.take(office, from: policy).isAllowed) }
    }
}
