/// Which sessions' tokens are dead although their signature and `exp` are good.
///
/// A token names its session by `origin_jti` (by `event_id`, where the client's tokens have none) and
/// carries `iat` in whole seconds. That is too coarse
/// for "everything before the sign-out": a sign-in in the same second as the sign-out must work. So
/// a sign-out kills the sessions it knows by name, exactly, and beside that sets a watermark: tokens
/// of the subject with `iat` up to that second are dead, those of sessions nobody knew included. A
/// session that began after the sign-out but within that second is exempted with `admit`.
///
/// A sign-in that runs at the same time as a sign-out may come out before or after it.
package protocol RevocationIndex: Sendable {
    /// Whether the token is dead. Memory only, well under a microsecond; call it per request.
    ///
    /// - Parameter issuedAt: the token's `iat`, seconds since 1970.
    func isRevoked(originJTI: String?, subject: String, issuedAt: Int64) -> Bool

    /// Kills sessions by name. Durable when it returns; dead in this process even when it throws.
    ///
    /// - Parameter expiresAt: seconds since 1970 after which no token of theirs is valid anyway.
    func revoke(originJTIs: [String], expiresAt: Int64) async throws(RevocationError)

    /// Kills the named sessions and every token of the subject issued up to and including `second`.
    /// Exemptions of an earlier sign-out end. Durable when it returns; dead in this process even when
    /// it throws.
    func revokeAll(
        subject: String, issuedUpTo second: Int64, including originJTIs: [String], expiresAt: Int64
    ) async throws(RevocationError)

    /// Exempts a session that began after the subject's last sign-out, where its second of birth
    /// alone would condemn it. Call it for every new session before its tokens are handed out; it
    /// costs nothing unless there was a sign-out in that second. A session revoked by name stays
    /// dead. Durable when it returns.
    func admit(originJTI: String, subject: String, issuedAt: Int64) async throws(RevocationError)

    /// Lets go of what it keeps the list in; later changes fail, lookups go on.
    func close() throws(RevocationError)
}
