import StrictJSON

/// A token whose form and header are right: whose it says it is, and the id of the key that must
/// prove it.
struct Candidate {
    /// Which of the verifier's issuers.
    let issuer: Int
    let keyID: String
    private let segments: TokenSegments
    private let isHeaderKnown: Bool

    init(
        _ token: String, issuers: [TrustedIssuer], headers: HeaderCache
    ) throws(TokenError) {
        segments = try TokenSegments(token)
        let known = headers.keyID(of: segments)
        isHeaderKnown = known != nil
        if let known {
            keyID = known
        } else {
            keyID = try TokenHeader.keyID(of: segments.decodeObject(segments.header))
        }
        issuer = try Self.issuer(of: segments, among: issuers)
    }

    func checkSignature(with key: VerificationKey) throws(TokenError) {
        let signature = try segments.decode(segments.signature)
        let message = segments.bytes.span.bytes.extracting(segments.signingInput)
        guard key.verify(signature: signature.span.bytes, message: message)
        else { throw .invalidSignature }
    }

    /// Only after the signature was right.
    func rememberHeader(in headers: HeaderCache) {
        if !isHeaderKnown { headers.remember(keyID, for: segments) }
    }

    /// The payload as it was signed.
    func claims() throws(TokenError) -> ClaimReader {
        ClaimReader(claims: try segments.decodeDocument(segments.payload))
    }

    /// The one issuer there is; among several the one that the unproved `iss` names.
    private static func issuer(
        of segments: TokenSegments, among issuers: [TrustedIssuer]
    ) throws(TokenError) -> Int {
        guard issuers.count > 1 else { return 0 }
        let claims = ClaimReader(claims: try segments.decodeDocument(segments.payload))
        guard let issuer = try claims.string("iss", among: issuers.map(\.issuer)),
            let index = issuers.firstIndex(where: { $0.issuer.isSame(as: issuer) })
        else { throw .wrongIssuer }
        return index
    }
}
