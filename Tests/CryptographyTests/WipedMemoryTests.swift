#if os(Linux)
    import Testing

    @testable import Cryptography

    /// What a key's text was decoded to doesn't stay in memory. libcrypto keeps a key's own numbers
    /// with the least significant byte first, so that these bytes stand for leftovers.
    @Suite struct WipedMemoryTests {
        /// 24 bytes of d, p and q of `KeyFixtures.wiped1024`, from the 24th on. As complements: they
        /// must not be found in this program's own text.
        private static let complements: [(name: String, bytes: [UInt8])] = [
            (
                "d",
                [
                    0xbe, 0x15, 0xbd, 0x1c, 0xb4, 0x63, 0x7c, 0x70, 0x3c, 0x7b, 0xd0, 0x33,
                    0x99, 0xfa, 0xbf, 0x23, 0xa5, 0x1d, 0xc1, 0x1a, 0x7e, 0xa9, 0x2f, 0x02,
                ]
            ),
            (
                "p",
                [
                    0x04, 0xa5, 0xd8, 0x22, 0xee, 0xd2, 0x1e, 0x5f, 0xcb, 0x67, 0x94, 0x71,
                    0x52, 0x4a, 0x38, 0x4e, 0x89, 0xd7, 0x7a, 0x25, 0x0b, 0x14, 0xcf, 0x84,
                ]
            ),
            (
                "q",
                [
                    0xb4, 0xc8, 0xb9, 0x1c, 0xe2, 0xdd, 0x7f, 0x0f, 0xa1, 0xd9, 0x30, 0xe1,
                    0xa2, 0xc5, 0xee, 0x78, 0xdb, 0x56, 0x26, 0x6c, 0x1f, 0x9f, 0x71, 0xe6,
                ]
            ),
        ]

        @Test func aReadKeyLeavesNoNumbersBehind() throws {
            #expect(throws: CryptographyError.weakKey) {
                try RSAPrivateKey(pem: KeyFixtures.wiped1024)
            }
            for (name, bytes) in Self.complements {
                #expect(try MemorySearch(complement: bytes).count() == 0, "\(name) is readable")
            }
        }

        /// Other tests change the list of regions while it is read, so that one may be missing once.
        @Test func whatIsInMemoryIsFound() throws {
            let complement = SecureRandom.system.bytes(24)
            let planted = complement.map { ~$0 }
            let search = MemorySearch(complement: complement)
            #expect(try (0..<10).contains { _ in try search.count() > 0 })
            withExtendedLifetime(planted) {}
        }
    }
#endif
