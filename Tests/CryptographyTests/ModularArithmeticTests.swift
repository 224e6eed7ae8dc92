import Cryptography
import Testing

@Suite struct ModularArithmeticTests {
    /// 2^521 − 1, a prime: Fermat's theorem holds modulo it.
    private let prime = [UInt8]([0x01]) + [UInt8](repeating: 0xFF, count: 65)

    @Test func fermatsLittleTheoremHolds() throws {
        let arithmetic = try ModularArithmetic(modulus: prime)
        var exponent = prime
        exponent[65] -= 1
        let one = [UInt8](repeating: 0, count: 65) + [1]
        #expect(try arithmetic.power([0x12, 0x34, 0x56], exponent) == one)
        #expect(try arithmetic.power([0x02], [0x02]) == Array(one.dropLast()) + [4])
    }

    @Test func resultsAreReducedAndOfTheModulussLength() throws {
        let arithmetic = try ModularArithmetic(modulus: [0, 0] + prime)
        let zero = [UInt8](repeating: 0, count: 66)
        #expect(arithmetic.modulus == prime)
        #expect(try arithmetic.reduced(prime) == zero)
        #expect(try arithmetic.reduced([]) == zero)
        #expect(try arithmetic.sum(prime, [5]).last == 5)
        #expect(try arithmetic.product([3], [7]).last == 21)
        #expect(try arithmetic.product(prime, [7]) == zero)
    }

    @Test(arguments: [[], [1], [UInt8](repeating: 0xFE, count: 64)])
    func aModulusOutsideTheLimitsIsRefused(modulus: [UInt8]) {
        #expect(throws: CryptographyError.invalidParameters) {
            try ModularArithmetic(modulus: modulus)
        }
    }

    @Test func anOverlongOperandIsRefused() throws {
        let arithmetic = try ModularArithmetic(modulus: prime)
        #expect(throws: CryptographyError.invalidParameters) {
            try arithmetic.power([2], [UInt8](repeating: 1, count: 1_025))
        }
    }
}

@Suite struct Base32Tests {
    /// RFC 4648 §10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
        ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ])
    func theVectorsOfTheRFC(plain: String, text: String) {
        #expect(Base32.encode(Array(plain.utf8)) == text)
    }
}

@Suite struct HMACSHA1Tests {
    /// RFC 2202, cases 1 and 2.
    @Test func theVectorsOfTheRFC() {
        let key = [UInt8](repeating: 0x0B, count: 20)
        #expect(
            Hex.encode(HMACSHA1.authenticate(key: key, message: Array("Hi There".utf8)))
                == "b617318655057264e28bc0b6fb378c8ef146be00")
        #expect(
            Hex.encode(
                HMACSHA1.authenticate(
                    key: Array("Jefe".utf8),
                    message: Array("what do ya want for nothing?".utf8)))
                == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
    }
}
