import Testing

@testable import UserPool

@Suite struct TimeCodeTests {
    private let secret = Array("12345678901234567890".utf8)

    /// RFC 6238 appendix B, SHA-1, the last six of its eight digits.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
        (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func theVectorsOfTheRFC(seconds: Int64, code: String) {
        #expect(TimeCode.code(secret, step: TimeCode.step(at: seconds * 1_000)) == code)
    }

    @Test func oneStepOfSkewIsForgiven() {
        let now: Int64 = 1_800_000_000_000
        let present = TimeCode.step(at: now)
        for offset in Int64(-1)...1 {
            let code = TimeCode.code(secret, step: present + offset)
            #expect(TimeCode.match(code, secret, now: now) == present + offset)
        }
        for offset in [Int64(-2), 2] {
            let code = TimeCode.code(secret, step: present + offset)
            #expect(TimeCode.match(code, secret, now: now) == nil)
        }
        #expect(TimeCode.match("", secret, now: now) == nil)
    }
}
