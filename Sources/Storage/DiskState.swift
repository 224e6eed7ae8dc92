import GRDB
import Synchronization

/// What is known of a disk, and when to look again.
struct DiskState: Sendable {
    private(set) var refusal: DiskRefusal?
    private(set) var isLooking = false
    var nextLook = ContinuousClock.now

    /// Takes note of a write that failed. What says nothing about the disk changes nothing.
    mutating func note(_ failure: any Error) {
        guard let found = DiskRefusal(failure) else { return }
        refusal = found
    }

    /// Whether the caller is to look, and to say `looked` then.
    mutating func takeLook(at now: ContinuousClock.Instant) -> Bool {
        guard refusal != nil, !isLooking, now >= nextLook else { return false }
        isLooking = true
        return true
    }

    /// - Parameter isWritable: whether what was tried got to the disk.
    mutating func looked(isWritable: Bool, at now: ContinuousClock.Instant) {
        isLooking = false
        nextLook = now + Limits.lookInterval
        if isWritable { refusal = nil }
    }
}

extension DiskRefusal {
    /// Nil for errors that aren't the disk's.
    init?(_ error: any Error) {
        guard let code = (error as? DatabaseError)?.resultCode else { return nil }
        switch code {
        case .SQLITE_FULL: self = .full
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_IOERR, .SQLITE_CANTOPEN: self = .failing
        default: return nil
        }
    }
}
