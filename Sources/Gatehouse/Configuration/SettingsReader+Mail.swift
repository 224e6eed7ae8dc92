import Mail

extension SettingsReader {
    /// The mail server and the sender, which need each other.
    mutating func mail() -> MailSettings? {
        for setting in [Setting.smtpUser, .smtpPassword, .mailFrom]
        where isGiven(setting) && !isGiven(.smtpURL) {
            fault(setting, "needs GATEHOUSE_SMTP_URL too; without it no mail is sent")
        }
        guard let url = string(.smtpURL) else { return nil }
        let server = smtpServer(url)
        guard let from = string(.mailFrom) else {
            fault(.mailFrom, "set who the mail is from")
            return nil
        }
        guard let sender = Sender(from) else {
            fault(.mailFrom, "must be an address, or Name <address>")
            return nil
        }
        return server.map { MailSettings(server: $0, sender: sender) }
    }

    /// The text isn't repeated in a fault: a password may stand in it.
    private mutating func smtpServer(_ url: String) -> SMTPServer? {
        let caFile = certificates(.caFile)
        let server = SMTPServer(
            url: url, needsNoProtection: { caFile == nil && Configuration.isLoopback($0) })
        guard var server else {
            fault(.smtpURL, "must look like smtp://host:587 or smtps://host:465")
            return nil
        }
        server.caFile = caFile
        addCredentials(to: &server)
        return server
    }

    private mutating func addCredentials(to server: inout SMTPServer) {
        let user = string(.smtpUser)
        let password = string(.smtpPassword)
        guard user != nil || password != nil else { return }
        if server.credentials != nil {
            fault(.smtpUser, "stands in GATEHOUSE_SMTP_URL already")
        }
        guard let user, let password else {
            fault(user == nil ? .smtpUser : .smtpPassword, "user and password need each other")
            return
        }
        server.credentials = .init(user: user, password: password)
    }
}
