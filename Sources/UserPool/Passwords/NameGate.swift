import Synchronization

/// Lets a few password checks per name run at once; the others wait their turn.
///
/// The lockout counts an attempt before its outcome is known. Without this gate a user who signs
/// in from many devices in the same instant would be locked out by his own right passwords.
final class NameGate: Sendable {
    private struct Entry {
        var running = 0
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private let entries = Mutex<[String: Entry]>([:])
    private let width: Int
    private let depth: Int

    init(width: Int, depth: Int) {
        self.width = width
        self.depth = depth
    }

    /// True when it is this caller's turn; pair it with `leave`. False when too many wait already.
    func enter(_ name: String) async -> Bool {
        await withCheckedContinuation { caller in
            let answer: Bool? = entries.withLock { entries in
                var entry = entries[name] ?? Entry()
                defer { entries[name] = entry }
                if entry.running < width {
                    entry.running += 1
                    return true
                }
                guard entry.waiting.count < depth else { return false }
                entry.waiting.append(caller)
                return nil
            }
            if let answer { caller.resume(returning: answer) }
        }
    }

    func leave(_ name: String) {
        let next: CheckedContinuation<Bool, Never>? = entries.withLock { entries in
            guard var entry = entries[name] else { return nil }
            if entry.waiting.isEmpty {
                entry.running -= 1
                entries[name] = entry.running == 0 ? nil : entry
                return nil
            }
            defer { entries[name] = entry }
            return entry.waiting.removeFirst()
        }
        next?.resume(returning: true)
    }
}
