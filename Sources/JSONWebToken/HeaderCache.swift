import StrictJSON
import Synchronization

/// Remembers which key id a header segment means, so that the few headers that an issuer uses are
/// parsed once.
///
/// Only headers of tokens whose signature was right come in, so strangers can't fill it.
final class HeaderCache: Sendable {
    private struct Entry {
        let segment: [UInt8]
        let keyID: String

        func isHeader(of token: TokenSegments) -> Bool {
            segment.span.bytes.isSame(as: token.bytes.span.bytes.extracting(token.header))
        }
    }

    private let entries = Mutex<[Entry]>([])

    func keyID(of token: TokenSegments) -> String? {
        entries.withLock { entries in
            entries.first { $0.isHeader(of: token) }?.keyID
        }
    }

    /// The oldest entry goes when there are too many.
    func remember(_ keyID: String, for token: TokenSegments) {
        entries.withLock { entries in
            if entries.contains(where: { $0.isHeader(of: token) }) { return }
            if entries.count == TokenLimits.rememberedHeaders { entries.removeFirst() }
            entries.append(Entry(segment: Array(token.bytes[token.header]), keyID: keyID))
        }
    }
}
