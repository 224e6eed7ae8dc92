import Testing

@testable import CognitoClient

@Suite struct TLSTests {
    private let certificates: Certificates

    init() throws {
        certificates = try Certificates.shared.get()
    }

    private func failure(
        host: String = "localhost", days: Int = 1, caFile: String?, old: Bool = false
    ) async throws -> TransportError? {
        let upstream = try Upstream(
            certificates.server(host: host, days: days) + (old ? ["old"] : []))
        let transport = try HTTPTransport(configuration: TransportConfiguration(caFile: caFile))
        let request = TransportRequest(
            url: "https://localhost:\(upstream.port)/user/x", method: .get, isRepeatable: true)
        do throws(TransportError) {
            #expect(try await transport.send(request).status == 200)
            return nil
        } catch {
            return error
        }
    }

    private let untrusted = TransportError(.untrusted, mayHaveArrived: false)

    @Test func theConfiguredAuthorityIsTrusted() async throws {
        #expect(try await failure(caFile: certificates.authority) == nil)
    }

    @Test func anUnknownAuthorityIsNot() async throws {
        #expect(try await failure(caFile: nil) == untrusted)
    }

    @Test func anotherHostsCertificateIsRefused() async throws {
        #expect(
            try await failure(host: "other.example", caFile: certificates.authority) == untrusted)
    }

    @Test func anExpiredCertificateIsRefused() async throws {
        #expect(try await failure(days: -1, caFile: certificates.authority) == untrusted)
    }

    @Test func tls11IsRefused() async throws {
        #expect(try await failure(caFile: certificates.authority, old: true) == untrusted)
    }

    @Test func aMissingAuthorityFileIsNoLicence() async throws {
        #expect(try await failure(caFile: "/nonexistent/ca.pem") == untrusted)
    }
}
