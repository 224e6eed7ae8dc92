import CognitoAPI

/// Hands codes to the mail and says where they went, masked.
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
                recipient: letter.recipient, code: letter.code, purpose: letter.purpose,
                medium: letter.medium))
        report(.codeSent(sub: letter.sub, purpose: letter.purpose))
    }

    /// What every answer shows, whether or not a code went out.
    static func details(
        of address: String, _ medium: DeliveryMedium = .email
    ) -> CodeDeliveryDetails {
        CodeDeliveryDetails(
            destination: medium.masked(address), deliveryMedium: medium.rawValue,
            attributeName: medium.attribute)
    }
}
