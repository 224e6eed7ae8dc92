import CognitoAPI

/// Hands codes to the mail and says where they went, masked.
struct CodeMailer: Sendable {
    private let mail: any CodeDelivery
    private let templates: MessageTemplates
    private let report: @Sendable (PoolEvent) -> Void

    init(
        mail: any CodeDelivery, templates: MessageTemplates,
        report: @escaping @Sendable (PoolEvent) -> Void
    ) {
        self.mail = mail
        self.templates = templates
        self.report = report
    }

    func send(_ code: String, to email: String, for purpose: CodePurpose, sub: String) {
        mail.deliver(
            CodeMessage(recipient: email, code: code, purpose: purpose, templates: templates))
        report(.codeSent(sub: sub, purpose: purpose))
    }

    /// What every answer shows, whether or not a code went out.
    static func details(of email: String) -> CodeDeliveryDetails {
        CodeDeliveryDetails(
            destination: EmailAddress.masked(email), deliveryMedium: "EMAIL", attributeName: "email"
        )
    }
}
