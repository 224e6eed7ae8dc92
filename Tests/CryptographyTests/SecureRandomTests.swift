import Testing

@testable import Cryptography

@Suite struct SecureRandomTests {
    @Test func bytesDifferAndHaveTheirLength() {
        #expect(SecureRandom.system.bytes(32).count == 32)
        #expect(SecureRandom.system.bytes(32) != SecureRandom.system.bytes(32))
        #expect(SecureRandom.system.bytes(0).isEmpty)
        #expect(SecureRandom.system.bytes(-1).isEmpty)
    }

    @Test func uuidHasVersionAndVariant() {
        let ones = SecureRandom { $0.initializeMemory(as: UInt8.self, repeating: 0xFF) }
        #expect(ones.uuid() == "ffffffff-ffff-4fff-bfff-ffffffffffff")
        let zeros = SecureRandom { $0.initializeMemory(as: UInt8.self, repeating: 0) }
        #expect(zeros.uuid() == "00000000-0000-4000-8000-000000000000")
    }

    /// 250 to 255 would make 0 to 5 more likely than 6 to 9.
    @Test func biasedBytesAreDrawnAgain() {
        let draws = ByteSequence([250, 255, 251, 9, 249, 12])
        let random = SecureRandom { buffer in
            for index in buffer.indices { buffer[index] = draws.next() }
        }
        #expect(random.digits(3) == "992")
    }

    @Test func digitsAreEquallyLikely() {
        var counts = [Character: Int]()
        for digit in SecureRandom.system.digits(100_000) { counts[digit, default: 0] += 1 }
        #expect(counts.count == 10)
        // 10,000 each with a standard deviation of 95: six of them happen once in 10⁸ runs.
        #expect(counts.values.allSatisfy { abs($0 - 10_000) < 570 })
    }

    @Test func alphabetsOutsideTheRangeGiveNothing() {
        #expect(SecureRandom.system.string(4, from: []) == "")
        #expect(SecureRandom.system.string(4, from: [UInt8](repeating: 65, count: 257)) == "")
        #expect(SecureRandom.system.string(4, from: [65]) == "AAAA")
    }
}
