/// Hands codes to the mail.
struct CodeMailer: Sendable {
    private let mail: any CodeDelivery
    private let report: @Sendable (PoolEvent) -> Void

    init(mail: any CodeDelivery, report: @escaping @Sendable (PoolEvent) -> Void) {
        self.mail = mail
        self.report = report
    }

    func send(_ letter: OutgoingCode) {
        mail.deliver(
            CodeMessage(
                recipient: letter.recipient.address, code: letter.code, purpose: letter.purpose,
                medium: letter.recipient.medium))
        report(.codeSent(sub: letter.sub, purpose: letter.purpose))
    }
}
