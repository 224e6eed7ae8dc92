import StrictJSON

/// What a `VerifiedToken` holds: an object, so that handing a token on is one count more instead of
/// one for each claim. What every request needs is at hand; the rest is taken from the payload for
/// whoever asks.
final class VerifiedClaims: Sendable {
    let reader: ClaimReader
    let accepted: AcceptedClaims
    let subject: String
    let username: String
    let sessionID: String?
    let groups: [String]

    init(_ reader: ClaimReader, _ accepted: AcceptedClaims) throws(TokenError) {
        self.reader = reader
        self.accepted = accepted
        subject = try reader.required(reader.string("sub"))
        username = try reader.string(accepted.tokenUse.userClaim) ?? subject
        sessionID = try reader.string("origin_jti") ?? (try? reader.string("event_id"))
        groups = try reader.strings("cognito:groups")
        for name in ["jti", "scope", "email"] as [StaticString] { try reader.checkString(name) }
    }

    /// All claims, in the order in which they were signed.
    var claims: JSONObject { reader.claims.value.objectValue ?? JSONObject() }

    /// A claim of which it is known that it is a string where it is there.
    func string(_ name: StaticString) -> String? {
        (try? reader.string(name)) ?? nil
    }

    /// The words of `scope` between single spaces; bytes are split, as characters take many times as
    /// long.
    var scopes: [String] {
        guard let text = string("scope") else { return [] }
        return text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }
}
