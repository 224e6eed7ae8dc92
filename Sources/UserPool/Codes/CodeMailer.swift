/// Hands codes to the mail.
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

    func send(_ letter: OutgoingCode) {
        mail.deliver(
            CodeMessage(
                recipient: letter.recipient.address, code: letter.code, purpose: letter.purpose,
                medium: letter.recipient.medium, templates: templates, username: letter.username))
        report(.codeSent(sub: letter.sub, purpose: letter.purpose))
    }
}
