import HTTPWire
import JSONWebToken

/// Who is asking: the token as it was sent, and what was verified of it.
///
/// Only the guard makes one, so a handler that has a session has a verified token.
package struct Session: Sendable {
    package let token: String
    package let verified: VerifiedToken
}

/// Where the guard leaves the session on a request.
package enum SessionKey: RequestContextKey {
    package typealias Value = Session
}
