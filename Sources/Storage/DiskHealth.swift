/// Whether a database's disk takes writes, as far as the last one told.
///
/// Writes that fail are refused one by one to whoever asked for them; this is for whoever decides
/// where the next requests go.
package protocol DiskHealth: Sendable {
    /// Why writes fail; nil while they don't.
    var refusal: DiskRefusal? { get }

    /// Looks in the background whether writes succeed again: only while they fail, every few seconds
    /// however often it is called. `refusal` tells the outcome afterwards.
    func lookAgain()
}

/// Why the disk takes no writes: the raw value is for operators and their probes.
package enum DiskRefusal: String, Sendable, Equatable {
    case full = "disk_full"
    case readOnly = "disk_read_only"
    /// I/O errors, a file size limit included.
    case failing = "disk_failing"
}
