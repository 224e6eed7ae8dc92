/// An issuer whose tokens a verifier accepts, and which of them.
public struct TrustedIssuer: Sendable {
    let issuer: String
    let clientIDs: Set<String>
    let tokenUses: Set<TokenUse>
    let keys: any KeySource

    /// - Parameters:
    ///   - issuer: the value of `iss`.
    ///   - clientIDs: the app clients whose tokens are accepted.
    ///   - tokenUses: what the tokens may have been made for.
    ///   - keys: the issuer's keys; tokens with another `iss` are never checked with them.
    public init(
        _ issuer: String, clientIDs: Set<String>, tokenUses: Set<TokenUse>, keys: any KeySource
    ) {
        self.issuer = issuer
        self.clientIDs = clientIDs
        self.tokenUses = tokenUses
        self.keys = keys
    }

    var isComplete: Bool { !issuer.isEmpty && !clientIDs.isEmpty && !tokenUses.isEmpty }

    func policy(skew: ClockSkew) -> ClaimPolicy {
        ClaimPolicy(issuer: issuer, clientIDs: Array(clientIDs), tokenUses: tokenUses, skew: skew)
    }
}
