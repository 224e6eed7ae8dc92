import HTTPTypes
import HTTPWire
import Synchronization
import Testing

@testable import HTTPRouting

/// Milliseconds that only pass when told.
private final class Clock: Sendable {
    private let milliseconds = Mutex<Int64>(1_000_000)

    @Sendable func now() -> Int64 { milliseconds.withLock { $0 } }
    func pass(_ seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }
}

@Suite struct RateLimitTests {
    private let clock = Clock()
    private let policy = RateLimitPolicy(name: "test", quota: 5, window: 50)

    private func key(_ number: UInt32) -> RateLimitKey {
        RateLimitKey(scope: "/", client: IPAddress(ipv4: number))
    }

    @Test func aBucketEmptiesAndFillsAgain() {
        let store = LocalRateLimits(now: clock.now)
        for left in [4, 3, 2, 1, 0] {
            let verdict = store.take(key(1), from: policy)
            #expect(verdict.isAllowed && verdict.remaining == left)
            #expect(verdict.reset == (5 - left) * 10)
        }
        for _ in 0..<10 {
            let verdict = store.take(key(1), from: policy)
            #expect(!verdict.isAllowed && verdict.retryAfter == 10 && verdict.reset == 50)
        }
        clock.pass(9)
        #expect(store.take(key(1), from: policy).retryAfter == 1)
        clock.pass(1)
        #expect(store.take(key(1), from: policy).isAllowed, "a refusal costs nothing")
        #expect(!store.take(key(1), from: policy).isAllowed)
        clock.pass(3600)
        #expect(store.take(key(1), from: policy).remaining == 4, "never more than the quota")
    }

    @Test func bucketsAreApartByClientScopeAndPolicy() {
        let store = LocalRateLimits(now: clock.now)
        let one = RateLimitPolicy(name: "one", quota: 1, window: 10)
        let address = IPAddress(ipv4: 1)
        #expect(store.take(key(1), from: one).isAllowed)
        #expect(!store.take(key(1), from: one).isAllowed)
        #expect(store.take(key(2), from: one).isAllowed)
        #expect(store.take(RateLimitKey(scope: "/other", client: address), from: one).isAllowed)
        #expect(store.take(key(1), from: policy).isAllowed)
        #expect(store.take(RateLimitKey(scope: "/", account: "1"), from: one).isAllowed)
    }

    @Test func anIPv6ClientIsItsNetwork() throws {
        let store = LocalRateLimits(now: clock.now)
        let one = RateLimitPolicy(name: "one", quota: 1, window: 10)
        let take = { (text: String) in
            store.take(
                RateLimitKey(scope: "/", client: try #require(IPAddress(text))), from: one
            ).isAllowed
        }
        #expect(try take("2001:db8:1:2::1"))
        #expect(try !take("2001:db8:1:2:ffff::9"))
        #expect(try take("2001:db8:1:3::1"))
    }

    @Test func accountsAreTheSameInEveryLetterCase() {
        let store = LocalRateLimits(now: clock.now)
        let one = RateLimitPolicy(name: "one", quota: 1, window: 10)
        #expect(
            store.take(RateLimitKey(scope: "/", account: "Ada@Example.com"), from: one).isAllowed)
        let again = RateLimitKey(scope: "/", account: "ada@example.COM")
        #expect(!store.take(again, from: one).isAllowed)
        store.reset(again, of: one)
        #expect(store.take(again, from: one).isAllowed)
    }

    @Test func aTokenCanBeGivenBack() {
        let store = LocalRateLimits(now: clock.now)
        for _ in 0..<20 {
            #expect(store.take(key(1), from: policy).remaining == 4)
            store.giveBack(key(1), to: policy)
        }
        store.giveBack(key(1), to: policy)
        #expect(store.take(key(1), from: policy).remaining == 4, "no more than were taken")
    }

    /// An attacker with a million addresses: the memory stays, and who had used up his own is not
    /// forgotten in the crowd.
    @Test func aMillionAddressesFitAndHideNobody() {
        let now: Int64 = 1_000_000_000
        var buckets = TokenBuckets(policy, most: 4096)
        for _ in 0..<5 { _ = buckets.take(1 << 60, now: now) }
        var tag: UInt64 = 1
        for _ in 0..<1_000_000 {
            tag = tag &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            _ = buckets.take(tag, now: now)
        }
        #expect(buckets.capacity == 4096)
        #expect(buckets.count(now: now) <= 4096)
        #expect(TokenBuckets.bytesPerEntry == 16)
        let verdict = buckets.take(1 << 60, now: now)
        #expect(!verdict.isAllowed, "used up, and not evicted")
        #expect(buckets.count(now: now + 60_000_000) == 0, "full buckets are nothing")
    }

    @Test func theTableGrowsWithItsClientsAndForgetsNone() {
        var buckets = TokenBuckets(policy, most: 1 << 16)
        let tags = (0..<5000).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
        #expect(buckets.capacity == 64)
        for tag in tags { _ = buckets.take(tag, now: 1) }
        let remaining = tags.map { buckets.take($0, now: 1).remaining }
        #expect(remaining.allSatisfy { $0 == 3 })
        #expect(buckets.capacity < 1 << 16)
    }

    @Test func theStoreTakesAMebibyteForEachPolicyAtMost() {
        let store = LocalRateLimits(now: clock.now)
        for number in 0..<200_000 { _ = store.take(key(UInt32(number)), from: policy) }
        #expect(store.bytes == 1 << 20)
    }

    @Test func hugeNumbersAreBoundedNotTrapped() {
        for policy in [
            RateLimitPolicy(name: "a", quota: .max, window: .max),
            RateLimitPolicy(name: "b", quota: .min, window: .min),
            RateLimitPolicy(name: "c", quota: .max, window: 1),
        ] {
            let store = LocalRateLimits(now: { .max / 2000 })
            #expect(store.take(key(1), from: policy).isAllowed)
        }
    }

    // MARK: The layer

    private func answers(
        _ count: Int, _ handler: @escaping ImmediateHandler
    ) async -> [Response] {
        var router = Router()
        router.onError { error, _ in
            guard let limited = error as? LimitedFailure else {
                return Response(status: .badGateway)
            }
            let status = (limited.error as? RoutingError)?.status ?? .internalServerError
            var response = Response(status: status)
            limited.report.write(to: &response)
            return response
        }
        let limit = rateLimit(
            RateLimitPolicy(name: "sign-in", quota: 2, window: 60), scope: "/",
            in: LocalRateLimits(now: clock.now))
        router.get("/", limit, handler: handler)
        var answers: [Response] = []
        for _ in 0..<count {
            answers.append(await router.respond(to: Request(path: "/", remoteAddress: "192.0.2.1")))
        }
        return answers
    }

    @Test func answersSayWhatIsLeft() async {
        let answers = await answers(3) { _ in Response(status: .ok) }
        #expect(answers.map(\.status.code) == [200, 200, 429])
        #expect(
            answers.map { $0[.rateLimit] } == [
                "\"sign-in\";r=1;t=30", "\"sign-in\";r=0;t=60", "\"sign-in\";r=0;t=60",
            ])
        #expect(answers.allSatisfy { $0[.rateLimitPolicy] == "\"sign-in\";q=2;w=60" })
    }

    @Test func errorsSayItToo() async {
        let answers = await answers(1) { _ in throw RoutingError.invalidJSON }
        #expect(answers[0].status == .badRequest)
        #expect(answers[0][.rateLimit] == "\"sign-in\";r=1;t=30")
    }

    @Test func handlersAddWhatTheirLimitsSaid() async {
        let answers = await answers(1) { request in
            request.rateLimitReport?.add(
                RateLimitPolicy(name: "more", quota: 7, window: 9),
                RateLimitVerdict(isAllowed: true, remaining: 6, reset: 2, retryAfter: 0))
            return Response(status: .ok)
        }
        #expect(answers[0][.rateLimit] == "\"sign-in\";r=1;t=30, \"more\";r=6;t=2")
    }
}

@Suite struct ProxySuspicionTests {
    private func peers(_ requests: [(String, String?)]) -> [String] {
        let reported = Mutex<[String]>([])
        let suspicion = ProxySuspicion { peer in reported.withLock { $0.append(peer) } }
        for (peer, name) in requests {
            var fields = HTTPFields()
            if let name = name.flatMap({ HTTPField.Name($0) }) { fields[name] = "192.0.2.1" }
            suspicion.observe(Request(path: "/", headerFields: fields, remoteAddress: peer))
        }
        return reported.withLock { $0 }
    }

    @Test func everybodyBehindOnePrivateAddressIsToldOfOnce() {
        let many = Array(repeating: ("10.0.0.1", "X-Forwarded-For" as String?), count: 250)
        #expect(peers(many) == ["10.0.0.1"])
        #expect(peers(Array(many.prefix(99))) == [])
        #expect(peers(Array(repeating: ("::1", "Forwarded"), count: 100)) == ["::1"])
        // A balancer has a node in each zone.
        let two = (0..<100).map { ("10.0.0.\($0 % 2)", "X-Forwarded-For" as String?) }
        #expect(peers(two) == ["10.0.0.1"])
    }

    @Test func othersAreNoProxies() {
        #expect(peers(Array(repeating: ("10.0.0.1", nil), count: 250)) == [])
        #expect(peers(Array(repeating: ("192.0.2.9", "X-Forwarded-For"), count: 250)) == [])
        let many = (0..<250).map { ("10.0.0.\($0 % 9)", "X-Forwarded-For" as String?) }
        #expect(peers(many) == [])
    }
}
