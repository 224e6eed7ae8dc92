import Synchronization

/// Tokens whose signature was right, with what was verified of them.
///
/// An entry is found by a keyed hash of the token's end and compared with it in full. The cache itself
/// answers only "this was verified"; whether it still holds is the verifier's to check. It is bounded
/// by entries and bytes: each shard has two generations, and when the young one is full it becomes
/// the old one, whose entries are dropped unless they were asked for.
final class TokenCache: Sendable {
    struct Entry: Sendable {
        let token: String
        let verified: VerifiedToken
        let times: TokenTimes
        let key: VerificationKey
        /// Which of the verifier's issuers it is from.
        let issuer: Int
    }

    private struct Generation {
        var entries: [Int: Entry] = [:]
        var bytes = 0
    }

    private struct Shard {
        var young = Generation()
        var old = Generation()
        var hits = 0
        var misses = 0
    }

    private final class LockedShard: Sendable {
        let content = Mutex(Shard())
    }

    private let shards: [LockedShard]
    /// The most that a generation may have.
    private let entriesPerGeneration: Int
    private let bytesPerGeneration: Int

    /// - Parameter entries: at most; rounded up to two for each shard.
    init(entries: Int) {
        let count = max(1, min(TokenLimits.cacheShards, entries / 2))
        shards = (0..<count).map { _ in LockedShard() }
        entriesPerGeneration = max(1, entries / (2 * count))
        bytesPerGeneration = entriesPerGeneration * TokenLimits.cacheBytesPerEntry
    }

    func find(_ token: String) -> Entry? {
        let hash = Self.hash(token)
        return shard(hash).content.withLock { shard in
            if let entry = shard.young.entries[hash], Self.isSame(entry, token) {
                shard.hits += 1
                return entry
            }
            if let entry = shard.old.entries[hash], Self.isSame(entry, token) {
                shard.hits += 1
                insert(entry, hash, &shard)
                return entry
            }
            shard.misses += 1
            return nil
        }
    }

    func insert(_ entry: Entry) {
        let hash = Self.hash(entry.token)
        shard(hash).content.withLock { insert(entry, hash, &$0) }
    }

    func remove(_ token: String) {
        let hash = Self.hash(token)
        shard(hash).content.withLock { Self.remove(hash, &$0) }
    }

    var statistics: TokenCacheStatistics {
        shards.reduce(into: TokenCacheStatistics()) { sum, shard in
            shard.content.withLock { shard in
                sum.entries += shard.young.entries.count + shard.old.entries.count
                sum.bytes += shard.young.bytes + shard.old.bytes
                sum.hits += shard.hits
                sum.misses += shard.misses
            }
        }
    }

    private func insert(_ entry: Entry, _ hash: Int, _ shard: inout Shard) {
        let cost = Self.cost(entry)
        guard cost <= bytesPerGeneration else { return }
        Self.remove(hash, &shard)
        if shard.young.entries.count >= entriesPerGeneration
            || shard.young.bytes + cost > bytesPerGeneration
        {
            shard.old = shard.young
            shard.young = Generation()
        }
        shard.young.entries[hash] = entry
        shard.young.bytes += cost
    }

    private static func remove(_ hash: Int, _ shard: inout Shard) {
        if let entry = shard.young.entries.removeValue(forKey: hash) {
            shard.young.bytes -= cost(entry)
        }
        if let entry = shard.old.entries.removeValue(forKey: hash) {
            shard.old.bytes -= cost(entry)
        }
    }

    private static func cost(_ entry: Entry) -> Int {
        entry.token.utf8.count * TokenLimits.cacheBytesPerTokenByte
            + TokenLimits.cacheBytesBeside
    }

    private func shard(_ hash: Int) -> LockedShard {
        shards[Int(UInt(bitPattern: hash) % UInt(shards.count))]
    }

    /// SipHash, under a key of this process, of the token's end: the signature, which no two tokens
    /// that verify share. Others may choose to meet them there, but aren't equal and never come in.
    private static func hash(_ token: String) -> Int {
        let bytes = token.utf8Span.span.bytes
        let end = bytes.extracting(last: TokenLimits.cacheHashBytes)
        var hasher = Hasher()
        end.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    /// Whether the token is the entry's, byte for byte. Verified tokens are ASCII, and no other text
    /// of as many bytes is canonically equal to an ASCII one, so `==` compares bytes here.
    private static func isSame(_ entry: Entry, _ token: String) -> Bool {
        entry.token.utf8.count == token.utf8.count && entry.token == token
    }
}

/// What a verified-token cache holds and did.
public struct TokenCacheStatistics: Sendable, Equatable {
    /// Tokens in the cache.
    public internal(set) var entries = 0
    /// What they take, estimated from their length.
    public internal(set) var bytes = 0
    /// Tokens that were found, since the start.
    public internal(set) var hits = 0
    /// Tokens that weren't, since the start.
    public internal(set) var misses = 0
}
