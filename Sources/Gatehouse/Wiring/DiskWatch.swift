import Logging
import Storage
import Synchronization

/// Whether what is acknowledged can be kept: for `/ready`, which also sees to it that a disk that
/// failed is tried again.
final class DiskWatch: Sendable {
    private let disks: [any DiskHealth]
    private let log: Log
    private let told = Mutex<DiskRefusal?>(nil)

    init(disks: [any DiskHealth], log: Log) {
        self.disks = disks
        self.log = log
    }

    /// Why writes fail, for `/ready`; nil while they don't. Doesn't block.
    func refusal() -> String? {
        for disk in disks { disk.lookAgain() }
        let refusal = disks.lazy.compactMap(\.refusal).first
        let isNews = told.withLock { told in
            defer { told = refusal }
            return told != refusal
        }
        if isNews { tell(refusal) }
        return refusal?.rawValue
    }

    private func tell(_ refusal: DiskRefusal?) {
        guard let refusal else {
            return log.write(log.line(.notice, "the data directory takes writes again"))
        }
        var line = log.line(
            .error, "the data directory takes no writes; /ready is 503 until it does")
        line.add("reason", refusal.rawValue)
        log.write(line)
    }
}
