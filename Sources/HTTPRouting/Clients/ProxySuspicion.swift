public import HTTPWire
import Synchronization

/// Notices that a proxy stands in front that nobody has told us to trust: all requests that carry a
/// forwarding field come from a few private addresses. Then all clients are counted as these.
public final class ProxySuspicion: Sendable {
    private struct State {
        var peers: Set<String> = []
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
            if state.peers.insert(request.remoteAddress).inserted,
                state.peers.count > RoutingLimits.suspiciousPeers
            {
                state = State(peers: [request.remoteAddress])
            }
            state.count += 1
            return state.count == RoutingLimits.suspiciousRequests
        }
        if isSuspicious, !isOver.exchange(true, ordering: .relaxed) {
            report(request.remoteAddress)
        }
    }
}
