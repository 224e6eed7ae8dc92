/// libcurl, which talks to the mail server, isn't there.
package struct MailFault: Error, Sendable, CustomStringConvertible {
    let reason: String

    package var description: String {
        "Mail needs libcurl, which cannot be loaded: \(reason). Install Debian's package libcurl4."
    }
}
