import Synchronization

/// Remembers which key id a header segment means, so that the few headers that an issuer uses are
/// parsed once.
///
/// Only headers of tokens whose signature was right come in, so strangers can't fill it.
final class HeaderCache: Sendable {
    private struct Entry {
        let segment: ArraySlice<UInt8>
        let keyID: String
    }

    private let entries = Mutex<[Entry]>([])

    func keyID(of segment: ArraySlice<UInt8>) -> String? {
        entries.withLock { entries in
            entries.first { $0.segment.elementsEqual(segment) }?.keyID
        }
    }

    /// The oldest entry goes when there are too many.
    func remember(_ keyID: String, for segment: ArraySlice<UInt8>) {
        entries.withLock { entries in
            if entries.contains(where: { $0.segment.elementsEqual(segment) }) { return }
            if entries.count == TokenLimits.rememberedHeaders { entries.removeFirst() }
            // A copy: the slice would keep the whole token in memory.
            entries.append(Entry(segment: Array(segment)[...], keyID: keyID))
        }
    }
}
