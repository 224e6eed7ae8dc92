import Testing

@testable import Cryptography

@Suite struct Argon2idTests {
    private let cheap = try? Argon2Parameters(memoryKiB: 64, iterations: 1, parallelism: 1)

    /// Vectors of the reference implementation's own tests.
    @Test func noPasswordMatchesTheUnmatchable() throws {
        let cost = try Argon2Parameters(memoryKiB: 8, iterations: 1, parallelism: 1)
        let one = Argon2id.unmatchable(parameters: cost, random: .system)
        #expect(try Argon2id.parameters(of: one) == cost)
        #expect(try !Argon2id.verify(password: [], phcString: one))
        #expect(one != Argon2id.unmatchable(parameters: cost, random: .system))
    }

    @Test(
        arguments: [
            (
                65_536, 2, 1,
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            ),
            (
                256, 2, 1,
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
            ),
            (
                256, 2, 2,
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
            ),
        ] as [(UInt32, UInt32, UInt32, String)])
    func knownHashes(memory: UInt32, passes: UInt32, lanes: UInt32, text: String) throws {
        let parameters = try Argon2Parameters(
            memoryKiB: memory, iterations: passes, parallelism: lanes)
        let made = try Argon2id.hash(
            password: Array("password".utf8), parameters: parameters, salt: Array("somesalt".utf8))
        #expect(made == text)
        #expect(try Argon2id.verify(password: Array("password".utf8), phcString: text))
        #expect(try !Argon2id.verify(password: Array("Password".utf8), phcString: text))
        #expect(try Argon2id.parameters(of: text) == parameters)
    }

    @Test func owaspParametersAreWrittenDown() throws {
        let text = try Argon2id.hash(
            password: Array("correct horse".utf8), parameters: .owasp,
            salt: SecureRandom.system.bytes(Argon2id.saltBytes))
        #expect(text.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try Argon2id.verify(password: Array("correct horse".utf8), phcString: text))
    }

    /// A password that agrees in the first 72 bytes is still another one.
    @Test func longPasswordsAreNotCutOff() throws {
        let cheap = try #require(cheap)
        let long = [UInt8](repeating: 65, count: 72)
        let text = try Argon2id.hash(
            password: long + [66], parameters: cheap, salt: [UInt8](repeating: 1, count: 16))
        #expect(try Argon2id.verify(password: long + [66], phcString: text))
        #expect(try !Argon2id.verify(password: long + [67], phcString: text))
        #expect(try !Argon2id.verify(password: long, phcString: text))
        #expect(try !Argon2id.verify(password: [], phcString: text))
    }

    @Test func boundsAreKept() throws {
        let cheap = try #require(cheap)
        for (memory, passes, lanes) in [
            (7, 1, 1), (262_145, 1, 1), (64, 0, 1), (64, 17, 1), (64, 1, 0), (64, 1, 9), (15, 1, 2),
        ] as [(UInt32, UInt32, UInt32)] {
            #expect(throws: CryptographyError.invalidParameters) {
                try Argon2Parameters(memoryKiB: memory, iterations: passes, parallelism: lanes)
            }
        }
        #expect(throws: CryptographyError.invalidParameters) {
            try Argon2id.hash(password: [1], parameters: cheap, salt: [1, 2, 3])
        }
        let huge = [UInt8](repeating: 65, count: 4097)
        #expect(throws: CryptographyError.invalidParameters) {
            try Argon2id.hash(
                password: huge, parameters: cheap, salt: [UInt8](repeating: 1, count: 16))
        }
    }

    @Test(arguments: [
        "", "$argon2id$v=19$",
        "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=4294967295,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=064,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=+64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$t=1,m=64,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=64,t=1,p=1$c29t$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFh",
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ=$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8$",
    ])
    func anythingElseIsNoHash(text: String) {
        #expect(throws: CryptographyError.malformedPasswordHash) {
            try Argon2id.verify(password: [1], phcString: text)
        }
    }
}
