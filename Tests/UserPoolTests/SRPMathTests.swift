import Cryptography
import Testing

@testable import UserPool

/// The vector of our Cognito reference, made with pycognito's client.
@Suite struct SRPMathTests {
    private let server: SRPServer
    private let identity = SRPServer.Identity.user("alice", poolID: "us-east-1_EXAMPLE12")
    private let salt = Hex.decode("8a5c1f2e3d4b5a69788796a5b4c3d2e1") ?? []
    private let a = [UInt8](repeating: 0xA1, count: 128)
    private let b = [UInt8](repeating: 0xB2, count: 128)

    /// N in hexadecimal digits.
    static var modulus: String {
        (try? SRPGroup()).map { SRPNumber.hex($0.arithmetic.modulus) } ?? ""
    }

    init() throws {
        server = SRPServer(group: try SRPGroup())
    }

    private func digest(_ number: [UInt8]) -> String {
        Hex.encode(SHA256.hash(Array(Hex.encode(number).utf8)))
    }

    @Test func theMultiplierIsCognitos() {
        #expect(
            Hex.encode(server.group.multiplier)
                == "538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6")
    }

    @Test func theVectorHolds() throws {
        let verifier = try server.verifier(identity, password: "Passw0rd!", salt: salt)
        #expect(
            digest(verifier) == "482a4574dba297f2c52f9595a079e6b574be6f990d8e4aa950aa3cd3ae8e2497")
        let clientPublic = try server.group.arithmetic.power([2], a)
        #expect(
            digest(clientPublic)
                == "000eb605dbc549f0de97a195273b9cfd9527f21de3389ac0505181cc2d4ad1e5")
        let serverPublic = try server.serverPublic(verifier: verifier, secret: b)
        #expect(
            digest(serverPublic)
                == "d3de61ae430e46af749f8588589f82fea4beaedf260a0ffe3c9de84d8509db86")
        let key = try server.key(
            SRPServer.Exchange(clientPublic: clientPublic, secret: b, serverPublic: serverPublic),
            verifier: verifier)
        #expect(Hex.encode(key) == "d0035c2393125dc6a53469267f6c338b")
        let signature = SRPServer.signature(
            identity, key: key, secretBlock: Array(0...63), timestamp: "Tue Apr 1 09:05:07 UTC 2025"
        )
        #expect(Base64.encode(signature) == "NinRQqq6b/c/IaHSXC9DxaBSpipcxXveVclVJvjPX5M=")
    }

    @Test func aMultipleOfTheModulusIsNoPublicNumber() throws {
        let modulus = server.group.arithmetic.modulus
        let double =
            [modulus[0] >> 7]
            + modulus.indices.map { index in
                modulus[index] << 1 | (index + 1 < modulus.count ? modulus[index + 1] >> 7 : 0)
            }
        for number in [[0], modulus, double] {
            #expect(try !server.accepts(clientPublic: number))
        }
        #expect(try server.accepts(clientPublic: [1]))
    }

    @Test(arguments: [
        ([], [0]), ([0], [0]), ([0, 0, 7], [7]), ([0x7F], [0x7F]), ([0x80], [0, 0x80]),
        ([0, 0xFF, 1], [0, 0xFF, 1]),
    ])
    func paddingIsTheShortestPositiveForm(number: [UInt8], padded: [UInt8]) {
        #expect(SRPNumber.padded(number) == padded)
    }

    @Test func hexIsReadInAnyCaseAndWithAnOddCount() {
        #expect(SRPNumber.read("abc") == [0x0A, 0xBC])
        #expect(SRPNumber.read("ABCD") == [0xAB, 0xCD])
        #expect(SRPNumber.read("") == nil)
        #expect(SRPNumber.read("xy") == nil)
        #expect(SRPNumber.read("-1") == nil)
        #expect(SRPNumber.read(String(repeating: "f", count: 771)) == nil)
        #expect(SRPNumber.hex([0, 0x0A]) == "0a")
    }
}
