public import HTTPWire
import Synchronization

/// Notices that a proxy stands in front that nobody has told us to trust: all requests that carry a
/// forwarding field come from one private address. Then every client is counted as one.
public final class ProxySuspicion: Sendable {
    private struct State {
        var peer: String?
        var count = 0
    }

    private let report: @Sendable (_ peer: String) -> Void
    private let isOver = Atomic(false)
    private let state = Mutex(State())

    /// - Parameter report: called once, after `RoutingLimits.suspiciousRequests` of them in a row.
    public init(report: @escaping @Sendable (_ peer: String) -> Void) {
        self.report = report
    }

    public func observe(_ request: Request) {
        guard !isOver.load(ordering: .relaxed), let peer = IPAddress(request.remoteAddress),
            peer.isPrivate, request[.xForwardedFor] != nil || request[.forwarded] != nil
        else { return }
        let isSuspicious = state.withLock { state in
            state.count = state.peer == request.remoteAddress ? state.count + 1 : 1
            state.peer = request.remoteAddress
            return state.count == RoutingLimits.suspiciousRequests
        }
        if isSuspicious, !isOver.exchange(true, ordering: .relaxed) {
            report(request.remoteAddress)
        }
    }
}
