import CognitoAPI

/// Hands codes to the mail and says where they went, masked.
struct CodeMailer: Sendable {
    private let mail: any CodeDelivery
    private let report: @Sendable (PoolEvent) -> Void

    init(mail: any CodeDelivery, report: @escaping @Sendable (PoolEvent) -> Void) {
        self.mail = mail
        self.report = report
    }

    func send(_ code: String, to email: String, for purpose: CodePurpose, sub: String) {
        mail.deliver(CodeMessage(recipient: email, code: code, purpose: purpose))
        report(.codeSent(sub: sub, purpose: purpose))
    }

    func send(_ letter: OutgoingCode) {
        send(letter.code, to: letter.email, for: letter.purpose, sub: letter.sub)
    }

    /// What every answer shows, whether or not a code went out.
    static func details(of email: String) -> CodeDeliveryDetails {
        CodeDeliveryDetails(
            destination: EmailAddress.masked(email), deliveryMedium: "EMAIL", attributeName: "email"
        )
    }
}
