/// The header of the PROXY protocol, versions 1 and 2 (HAProxy's proxy-protocol.txt, §2): who the
/// client of a proxied connection is. It stands before the first request.
///
/// Feed it whatever arrives. The verdict doesn't depend on how the bytes are cut.
public struct ProxyHeaderParser: Sendable {
    /// What the bytes so far come to.
    public enum Outcome: Sendable, Equatable {
        /// All the bytes were taken and the header isn't complete.
        case needMore
        /// The bytes from `consumed` on belong to the first request. Without a `source` the proxy
        /// speaks for itself (LOCAL, UNKNOWN): a health check, or a client of a family that has no
        /// address.
        case done(consumed: Int, source: IPAddress?)
        case refused(ProxyHeaderFault)
    }

    private let limits: Limits
    private var seen: [UInt8] = []

    public init(limits: Limits = Limits()) { self.limits = limits }

    /// What is kept of an unfinished header, in bytes: after each `feed` at most `Limits.proxyHeader` and
    /// the sixteen before its length counts.
    package var heldBytes: Int { seen.count }

    /// Takes the next bytes, as many as there are, cut wherever they are.
    public mutating func feed(_ bytes: Span<UInt8>) -> Outcome {
        let before = seen.count
        // The usual header comes in one piece and is not copied.
        if before > 0 { seen.append(bytes, 0..<bytes.count) }
        do throws(ProxyHeaderFault) {
            let outcome = try before > 0 ? read(seen.span) : read(bytes)
            switch outcome {
            case .needMore where before == 0: seen.append(bytes, 0..<bytes.count)
            case .done(let end, let source): return .done(consumed: end - before, source: source)
            default: break
            }
            return outcome
        } catch {
            return .refused(error)
        }
    }

    private func read(_ bytes: Span<UInt8>) throws(ProxyHeaderFault) -> Outcome {
        guard !bytes.isEmpty else { return .needMore }
        return bytes[0] == TextProxyHeader.prefix[0]
            ? try TextProxyHeader.read(bytes)
            : try BinaryProxyHeader.read(bytes, limits: limits)
    }
}

/// Why the bytes are no header of the PROXY protocol. The connection closes without an answer: what
/// follows can't be read, and whoever sent it isn't who it should be.
public enum ProxyHeaderFault: Error, Sendable, Equatable, CaseIterable {
    /// The connection begins with something else.
    case missing
    case lineTooLong
    case malformedLine
    case unsupportedVersion
    case unsupportedCommand
    case unsupportedFamily
    /// More than `Limits.proxyHeader`.
    case tooLong
    /// Less than the addresses of its family need.
    case tooShort
    /// A type-length-value triple ends beyond the header.
    case malformedExtension
}

extension Span where Element == UInt8 {
    /// Whether the bytes that are there are those that `expected` begins with.
    func agrees(with expected: [UInt8]) -> Bool {
        for index in 0..<Swift.min(count, expected.count) where self[index] != expected[index] {
            return false
        }
        return true
    }
}
