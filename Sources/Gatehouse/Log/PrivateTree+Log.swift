import Logging
import Storage

extension PrivateTree {
    /// Takes others' rights in the data directory away, and says where there were any.
    static func close(_ directory: String, log: Log) throws(StorageError) {
        for finding in try close(directory) {
            let cure = finding.isDirectory ? "chmod 700" : "chmod 600"
            log.logger().warning(
                finding.isClosed
                    ? "others could read or write it: now they can't"
                    : "others can read or write it: \(cure) it, unless they have to",
                metadata: ["path": "\(finding.path)", "mode": "\(finding.mode)"])
        }
    }
}
