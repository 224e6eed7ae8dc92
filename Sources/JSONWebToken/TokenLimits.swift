/// Every bound, interval and default of this room, in one place.
public enum TokenLimits {
    /// Bytes of a token. Cognito's have 1 to 1.5 KB; 8 KB leaves room for many groups and keeps a
    /// refusal cheap.
    public static let tokenBytes = 8192
    /// Bytes of a token's header segment. Cognito's have about 90; it is read before the signature
    /// is checked, so it must be cheap.
    public static let headerBytes = 1024
    /// Characters of a key id. Cognito's have 44.
    public static let keyIDCharacters = 1...128
    /// Bytes of a JWKS document. Cognito's have about 1 KB.
    public static let keySetBytes = 150 * 1024
    /// Keys in a JWKS document. Cognito's have two.
    public static let keySetKeys = 32
    /// Milliseconds between two fetches that unknown key ids cause, so that a stranger who invents
    /// key ids can't make us hammer the issuer.
    public static let unknownKeyIntervalMilliseconds: Int64 = 10_000
    /// The same while there is no key at all: then nobody gets in, and every second counts.
    public static let emptyRetryIntervalMilliseconds: Int64 = 2_000
    /// Requests that may wait for the next fetch, each at most that long: a new key's first users must
    /// not be refused, and strangers who invent key ids must not pile up.
    public static let waitingForKey = 256
    /// Milliseconds after which keys are fetched again behind the requests, so that a key that the
    /// issuer withdrew is forgotten within the hour.
    public static let refreshIntervalMilliseconds: Int64 = 3_000_000
    /// Header segments whose parse is remembered: one per key is enough.
    static let rememberedHeaders = 8
    /// Parts of a verified-token cache, each behind a lock of its own, so that threads seldom meet.
    static let cacheShards = 16
    /// Bytes that a cache may take for each entry that it may have: about what one of Cognito's
    /// tokens takes with its claims. Larger tokens make it hold fewer.
    static let cacheBytesPerEntry = 5120
    /// How many bytes an entry is taken to have for each byte of its token, and beside that.
    static let cacheBytesPerTokenByte = 4
    static let cacheBytesBeside = 512
    /// Bytes at a token's end that a cache looks it up by: half of an RSA-2048 signature.
    static let cacheHashBytes = 128
}
