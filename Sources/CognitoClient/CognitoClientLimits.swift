/// Every bound and default of this room, in one place.
package enum CognitoClientLimits {
    /// Milliseconds to connect, TLS included. Amazon answers within its region in some tens.
    package static let connectMilliseconds: Int64 = 2_000
    /// Milliseconds for an operation in all, repetitions included: a person is waiting.
    package static let totalMilliseconds: Int64 = 5_000
    /// Bytes of an answer. Cognito's largest are some tens of KB.
    package static let bodyBytes = 1 << 20
    /// Bytes of a JWKS document; as much as the reader of such documents takes.
    package static let keySetBytes = 150 * 1024
    /// Bytes of an answer's headers.
    package static let headerBytes = 64 * 1024
    /// Connections at once; further transfers wait for one.
    package static let connections = 64
    /// Transfers under way or waiting; more are refused at once instead of timing out together.
    package static let transfers = 512
    /// Seconds that an idle connection is reused; shorter than what servers usually keep it.
    package static let idleConnectionSeconds = 20
    /// Milliseconds that the transport's thread sleeps at most when nothing happens.
    package static let pollMilliseconds: Int32 = 60_000
    /// Repetitions after the first attempt.
    package static let repetitions = 2
    /// Seconds of a `Retry-After` at most: nobody is told to come back later than in an hour.
    package static let retryAfterSeconds = 3_600
    /// Milliseconds: the first repetition waits at most this long, the next twice as long.
    package static let firstDelayMilliseconds: Int64 = 100
}
