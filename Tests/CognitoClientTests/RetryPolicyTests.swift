import CognitoAPI
import Testing

@testable import CognitoClient

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy(repetitions: 2, firstDelayMilliseconds: 100)

    private func failure(_ kind: TransportError.Kind, arrived: Bool) -> AttemptFailure {
        AttemptFailure(TransportError(kind, mayHaveArrived: arrived))
    }

    @Test func whatDidNotArriveIsRepeatedAlways() {
        for kind in [TransportError.Kind.unreachable, .timeout, .interrupted] {
            #expect(policy.repeats(after: failure(kind, arrived: false), isIdempotent: false))
            #expect(policy.repeats(after: failure(kind, arrived: false), isIdempotent: true))
        }
    }

    @Test func whatMayHaveArrivedOnlyIfItMayBeDoneTwice() {
        for kind in [TransportError.Kind.timeout, .interrupted] {
            #expect(!policy.repeats(after: failure(kind, arrived: true), isIdempotent: false))
            #expect(policy.repeats(after: failure(kind, arrived: true), isIdempotent: true))
        }
    }

    @Test func whatWouldFailAgainIsNotRepeated() {
        let kinds: [TransportError.Kind] = [
            .untrusted, .malformed, .tooLarge, .busy, .cancelled, .closed, .invalidRequest,
        ]
        for kind in kinds {
            #expect(!policy.repeats(after: failure(kind, arrived: false), isIdempotent: true))
        }
    }

    @Test func delaysAreJitteredAndGrow() {
        #expect(policy.delay(beforeRepetition: 0, retryAfter: nil, random: { 0 }) == 0)
        #expect(policy.delay(beforeRepetition: 0, retryAfter: nil, random: { 100 }) == 100)
        #expect(policy.delay(beforeRepetition: 0, retryAfter: nil, random: { 101 }) == 0)
        #expect(policy.delay(beforeRepetition: 1, retryAfter: nil, random: { 200 }) == 200)
        #expect(policy.delay(beforeRepetition: 0, retryAfter: 2, random: { 5 }) == 2005)
        for number in [0, 1, 10, 1000, Int.max] {
            let delay = policy.delay(beforeRepetition: number, retryAfter: .max, random: { .max })
            #expect(3_600_000...3_800_000 ~= delay)
        }
    }
}
