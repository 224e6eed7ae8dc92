/// The index in memory: a plain value, changed only through its methods.
struct RevocationTable: Sendable {
    /// A subject's sign-out: tokens issued up to `second` are dead, except those of `exempt` sessions.
    struct Watermark: Sendable, Equatable {
        var second: Int64
        var expiresAt: Int64
        var exempt: Set<String> = []
    }

    private(set) var sessions: [String: Int64] = [:]
    private(set) var watermarks: [String: Watermark] = [:]

    func isRevoked(originJTI: String?, subject: String, issuedAt: Int64) -> Bool {
        if let originJTI, sessions[originJTI] != nil { return true }
        guard let watermark = watermarks[subject], issuedAt <= watermark.second else {
            return false
        }
        return originJTI.map { !watermark.exempt.contains($0) } ?? true
    }

    mutating func revoke(_ originJTIs: [String], expiresAt: Int64) {
        for originJTI in originJTIs {
            sessions[originJTI] = max(expiresAt, sessions[originJTI] ?? 0)
        }
    }

    /// A watermark never moves back: a wall clock that was set back must not revive tokens.
    mutating func revokeAll(of subject: String, upTo second: Int64, expiresAt: Int64) {
        let old = watermarks[subject]
        watermarks[subject] = Watermark(
            second: max(second, old?.second ?? second),
            expiresAt: max(expiresAt, old?.expiresAt ?? expiresAt))
    }

    func condemns(subject: String, issuedAt: Int64) -> Bool {
        watermarks[subject].map { issuedAt <= $0.second } ?? false
    }

    mutating func exempt(_ originJTI: String, of subject: String) {
        watermarks[subject]?.exempt.insert(originJTI)
    }

    mutating func sweep(now: Int64) {
        sessions = sessions.filter { $0.value > now }
        watermarks = watermarks.filter { $0.value.expiresAt > now }
    }
}
