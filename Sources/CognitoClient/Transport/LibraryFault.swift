/// libcurl, which calls Amazon, isn't there: it is loaded only by those who call somebody.
package struct LibraryFault: Error, Sendable, CustomStringConvertible {
    let reason: String

    package var description: String {
        "Calls to Amazon Cognito need libcurl, which cannot be loaded: \(reason). "
            + "Install Debian's package libcurl4."
    }
}
