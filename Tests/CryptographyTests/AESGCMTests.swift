import Testing

@testable import Cryptography

@Suite struct AESGCMTests {
    private let key =
        Hex.decode("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308") ?? []
    private let nonce = Hex.decode("cafebabefacedbaddecaf888") ?? []
    private let data = Hex.decode("feedfacedeadbeeffeedfacedeadbeefabaddad2") ?? []
    private let plaintext =
        Hex.decode(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39") ?? []
    private let sealed =
        Hex.decode(
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
        ) ?? []

    /// Test case 16 of the GCM specification (McGrew and Viega).
    @Test func knownAnswer() throws {
        let box = try AESGCM(key: key)
        #expect(try box.seal(plaintext, nonce: nonce, authenticating: data) == sealed)
        #expect(try box.open(sealed, nonce: nonce, authenticating: data) == plaintext)
    }

    @Test func everyChangedByteIsNoticed() throws {
        let box = try AESGCM(key: key)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: CryptographyError.authenticationFailed) {
                try box.open(changed, nonce: nonce, authenticating: data)
            }
        }
    }

    @Test func otherDataKeyOrLengthIsNoticed() throws {
        let box = try AESGCM(key: key)
        let other = try AESGCM(key: [UInt8](repeating: 1, count: 32))
        #expect(throws: CryptographyError.authenticationFailed) {
            try box.open(sealed, nonce: nonce, authenticating: [])
        }
        #expect(throws: CryptographyError.authenticationFailed) {
            try other.open(sealed, nonce: nonce, authenticating: data)
        }
        #expect(throws: CryptographyError.authenticationFailed) {
            try box.open(Array(sealed.prefix(15)), nonce: nonce, authenticating: data)
        }
        #expect(throws: CryptographyError.authenticationFailed) { try box.open([1, 2, 3]) }
    }

    @Test func onePieceComesBackAndNeverTheSameTwice() throws {
        let box = try AESGCM(key: SecureRandom.system.bytes(32))
        for text in [[], [7], [UInt8](repeating: 9, count: 5000)] {
            let first = try box.seal(text, authenticating: [1], random: .system)
            #expect(try box.open(first, authenticating: [1]) == text)
            #expect(try box.seal(text, authenticating: [1], random: .system) != first)
        }
    }

    @Test func keysAndNoncesOfAnotherLengthAreRefused() throws {
        #expect(throws: CryptographyError.invalidParameters) {
            try AESGCM(key: [UInt8](repeating: 0, count: 16))
        }
        let box = try AESGCM(key: key)
        #expect(throws: CryptographyError.invalidParameters) {
            try box.seal([], nonce: [1], authenticating: [])
        }
    }
}
