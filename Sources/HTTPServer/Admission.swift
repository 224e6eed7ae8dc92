import HTTPWire
import Synchronization

/// Who may come in: how many connections a client has, and who speaks for others.
final class Admission: Sendable {
    private struct State {
        var counts = AddressCounts()
        var nextLimitReport = MonotonicTime(milliseconds: 0)
        var nextFaultReport = MonotonicTime(milliseconds: 0)
    }

    private let limits: ServerLimits
    private let proxies: AddressList
    private let report: @Sendable (ServerEvent) -> Void
    private let state = Mutex(State())

    init(
        _ configuration: ServerConfiguration, report: @escaping @Sendable (ServerEvent) -> Void
    ) {
        limits = configuration.limits
        proxies = configuration.proxyProtocol
        self.report = report
    }

    /// Whether a connection from there begins with a header of the PROXY protocol.
    func isProxy(_ address: IPAddress?) -> Bool {
        guard !proxies.isEmpty, let address else { return false }
        return proxies.contains(address)
    }

    /// Counts a connection and returns the client's number for `leave`; 0 if it isn't counted, nil if
    /// the client has its fill.
    func enter(_ address: IPAddress?) -> UInt64? {
        guard limits.connectionsPerAddress > 0, let address,
            limits.limitsPrivateAddresses || !address.isPrivate
        else { return 0 }
        let client = address.client
        let (isIn, mustReport) = state.withLock { state in
            let isIn = state.counts.enter(client, limit: limits.connectionsPerAddress)
            return (isIn, !isIn && limits.isDue(&state.nextLimitReport))
        }
        if mustReport { report(.addressLimitReached(address: "\(address)")) }
        return isIn ? client : nil
    }

    func leave(_ client: UInt64) {
        guard client != 0 else { return }
        state.withLock { $0.counts.leave(client) }
    }

    /// A listed proxy's connection didn't begin as it must.
    func refused(_ fault: ProxyHeaderFault, from address: String) {
        if state.withLock({ limits.isDue(&$0.nextFaultReport) }) {
            report(.proxyHeaderRefused(fault, address: address))
        }
    }
}

extension ServerLimits {
    /// Whether a report may go out now; the next one then has to wait for `pauseReports`.
    fileprivate func isDue(_ next: inout MonotonicTime) -> Bool {
        let now = SystemCalls.monotonicTime()
        guard now >= next else { return false }
        next = now + pauseReports
        return true
    }
}
