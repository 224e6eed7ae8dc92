/// Verification by mail (VerificationMessageTemplateType).
package struct VerificationMessageTemplate: Codable, Sendable, Equatable {
    package var emailSubject = "Your verification code"
    package var emailMessage =
        "<p>Your verification code is</p><p><strong style=\"font-size: 150%\">{####}</strong></p>"
        + "<p>If you did not ask for it, you can ignore this message.</p>"
    /// Only `CONFIRM_WITH_CODE`: this pool has no page for a link to lead to.
    package var defaultEmailOption = "CONFIRM_WITH_CODE"

    package init() {}

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        emailSubject = try members.value(.emailSubject, or: emailSubject)
        emailMessage = try members.value(.emailMessage, or: emailMessage)
        defaultEmailOption = try members.value(.defaultEmailOption, or: defaultEmailOption)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case emailSubject = "EmailSubject"
        case emailMessage = "EmailMessage"
        case defaultEmailOption = "DefaultEmailOption"
    }

    var faults: [String] {
        var faults =
            MessageRule.subject.faults(
                of: emailSubject, named: "VerificationMessageTemplate.EmailSubject")
            + MessageRule.body.faults(
                of: emailMessage, named: "VerificationMessageTemplate.EmailMessage")
        if defaultEmailOption != "CONFIRM_WITH_CODE" {
            faults.append("DefaultEmailOption must be CONFIRM_WITH_CODE")
        }
        return faults
    }
}

/// Invitations by mail (MessageTemplateType).
package struct InviteMessageTemplate: Codable, Sendable, Equatable {
    package var emailSubject = "Your temporary password"
    package var emailMessage =
        "<p>Your user name is {username} and your temporary password is</p>"
        + "<p><strong style=\"font-size: 150%\">{####}</strong></p>"

    package init() {}

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        emailSubject = try members.value(.emailSubject, or: emailSubject)
        emailMessage = try members.value(.emailMessage, or: emailMessage)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case emailSubject = "EmailSubject"
        case emailMessage = "EmailMessage"
    }

    var faults: [String] {
        MessageRule.subject.faults(of: emailSubject, named: "InviteMessageTemplate.EmailSubject")
            + MessageRule.invitation.faults(
                of: emailMessage, named: "InviteMessageTemplate.EmailMessage")
    }
}
