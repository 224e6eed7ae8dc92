/// Every bound, time and default of this room, in one place.
package enum AuthLimits {
    /// Bytes of a pool's id (Cognito's model: 55 characters).
    static let poolIDBytes = 55
    /// Seconds by which a signature's time may differ from ours (AWS: five minutes).
    static let signatureLife: Int64 = 300
    /// Bytes of an Authorization header of Signature Version 4.
    static let authorizationBytes = 4_096

    /// Bytes of a JSON body: what Express takes.
    package static let bodyBytes = 100 * 1024
    /// Bytes of an e-mail address (RFC 5321 §4.5.3.1.3, less the brackets).
    static let emailBytes = 254
    /// Bytes of any other field: Cognito's longest tokens have 2 KB, a passkey's answer some more.
    static let fieldBytes = 16 * 1024
    /// Bytes of an attribute's name (Cognito: 32 characters) and how many may be sent at once.
    static let attributeNameBytes = 128
    static let attributes = 50
    /// Seconds that tokens live where a stand-in doesn't say: Cognito's default.
    static let tokenLife = 3600

    /// Users whose profile is remembered before all are forgotten: about 150 bytes each.
    static let knownProfiles = 10_000
    /// Seconds that a profile is remembered: it can be changed.
    static let profileLife: Int64 = 300
    /// Seconds until it is asked for again when nobody answered, and how long that may take: a
    /// greeting is not worth waiting for.
    static let unknownProfileLife: Int64 = 30
    static let profileWait = Duration.seconds(1)

    /// What `/register` takes with strict enumeration defence: longer than a password's hash and a
    /// write that syncs, or a call to Amazon, mostly take.
    static let evenTime = Duration.milliseconds(500)

    /// Bytes of a proxy's query to `/forward-auth`.
    static let forwardAuthQueryBytes = 1024

    /// Seconds to wait where nobody said how long: a pause for an upstream that is down, one for its
    /// throttling, a minute where attempts ran out.
    static let retryAfter: [ErrorCode: Int] = [
        .upstreamUnavailable: 5, .upstreamTimeout: 5, .upstreamThrottled: 1, .tooManyRequests: 60,
        .overloaded: 1,
    ]
    /// Seconds at most, whatever an upstream says.
    static let longestRetryAfter = 3600

    /// Seconds that a caller of the inbox may wait; below the server's limit for a handler.
    static let inboxWait = 20
    /// Bytes of the inbox's query.
    static let inboxQueryBytes = 1024
    /// Bytes of Cognito's text in a header beside the body.
    static let errorHeaderBytes = 1024
    /// Seconds a browser may remember a preflight of the wire door, as at Amazon.
    static let preflightLife = 172_800
}
