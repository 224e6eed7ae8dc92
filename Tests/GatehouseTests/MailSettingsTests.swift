import Mail
import Testing

@testable import Gatehouse

@Suite struct MailSettingsTests {
    private func mail(_ values: [String: String]) throws -> MailSettings? {
        let certificate = "-----BEGIN CERTIFICATE-----"
        let configuration = Configuration.parse(values) { $0 == "/ca.pem" ? certificate : nil }
        guard case .embedded(let pool) = try configuration.get().backend else { return nil }
        return pool.mail
    }

    private func faults(_ values: [String: String]) -> [String] {
        guard case .failure(let found) = Configuration.parse(values) else { return [] }
        #expect(!found.description.contains("pl4nted"))
        return found.faults.map(\.name)
    }

    private static let from = ["GATEHOUSE_MAIL_FROM": "Example <no-reply@example.com>"]

    @Test func withoutAServerNoMailIsSent() throws {
        #expect(try mail([:]) == nil)
    }

    @Test(arguments: [
        ["GATEHOUSE_SMTP_URL": "smtp://ada:pl4nted@mail.example.com"],
        [
            "GATEHOUSE_SMTP_URL": "smtp://mail.example.com", "GATEHOUSE_SMTP_USER": "ada",
            "GATEHOUSE_SMTP_PASSWORD": "pl4nted",
        ],
    ])
    func theUserStandsInTheURLOrBesideIt(values: [String: String]) throws {
        let settings = try mail(values.merging(Self.from) { $1 })
        #expect(settings?.server.credentials == .init(user: "ada", password: "pl4nted"))
        #expect(settings?.server.protection == .startTLS)
        let shown = Configuration.mail(try #require(settings))
        #expect(shown == "from no-reply@example.com by smtp://mail.example.com:587")
    }

    @Test func thisMachineIsTrustedUnlessAuthoritiesAreNamed() throws {
        var values = Self.from.merging(["GATEHOUSE_SMTP_URL": "smtp://localhost:25"]) { $1 }
        #expect(try mail(values)?.server.protection == SMTPServer.Protection.none)
        values["GATEHOUSE_CA_BUNDLE"] = "/ca.pem"
        #expect(try mail(values)?.server.protection == .startTLS)
        #expect(try mail(values)?.server.caFile == "/ca.pem")
    }

    @Test(arguments: [
        (["GATEHOUSE_SMTP_URL": "http://ada:pl4nted@mail"], "GATEHOUSE_SMTP_URL"),
        (
            ["GATEHOUSE_SMTP_URL": "smtp://mail", "GATEHOUSE_SMTP_USER": "ada"],
            "GATEHOUSE_SMTP_PASSWORD"
        ),
        (
            ["GATEHOUSE_SMTP_URL": "smtp://mail", "GATEHOUSE_SMTP_PASSWORD": "pl4nted"],
            "GATEHOUSE_SMTP_USER"
        ),
        (
            [
                "GATEHOUSE_SMTP_URL": "smtp://ada:x@mail", "GATEHOUSE_SMTP_USER": "ada",
                "GATEHOUSE_SMTP_PASSWORD": "pl4nted",
            ], "GATEHOUSE_SMTP_USER"
        ),
        (
            ["GATEHOUSE_SMTP_URL": "smtp://mail", "GATEHOUSE_MAIL_FROM": "nobody"],
            "GATEHOUSE_MAIL_FROM"
        ),
    ])
    func faultsAreNamed(values: [String: String], name: String) {
        #expect(faults(Self.from.merging(values) { $1 }) == [name])
    }

    @Test func serverAndSenderNeedEachOther() {
        #expect(faults(["GATEHOUSE_SMTP_URL": "smtp://mail"]) == ["GATEHOUSE_MAIL_FROM"])
        #expect(faults(Self.from) == ["GATEHOUSE_MAIL_FROM"])
    }
}
