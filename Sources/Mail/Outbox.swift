/// Letters and when to try them: a value, so that its rules need neither threads nor time.
struct Outbox {
    struct Entry {
        let id: String
        let kind: String
        let letter: @Sendable () -> Letter?
        /// All times are milliseconds since some moment.
        let posted: Int64
        var attempts = 0
        /// Of those, how many failed while the office was closing.
        var closingAttempts = 0
        var due: Int64
    }

    enum Next {
        case carry(Entry)
        /// Nothing before then; `nil`: before something is posted.
        case sleep(until: Int64?)
        case end
    }

    private var waiting: [Entry] = []
    private var carried = 0
    private var isClosing = false
    private var isClosed = false

    var isEmpty: Bool { waiting.isEmpty && carried == 0 }

    /// False when there is no room, or it's too late.
    mutating func add(
        id: String, kind: String, now: Int64, _ letter: @escaping @Sendable () -> Letter?
    ) -> Bool {
        guard waiting.count + carried < MailLimits.letters, !isClosed else { return false }
        waiting.append(Entry(id: id, kind: kind, letter: letter, posted: now, due: now))
        return true
    }

    /// What a carrier does next: the letter that has been due longest.
    mutating func next(now: Int64) -> Next {
        if isClosed { return .end }
        let first = waiting.indices.min { waiting[$0].due < waiting[$1].due }
        guard let first else { return .sleep(until: nil) }
        guard waiting[first].due <= now else { return .sleep(until: waiting[first].due) }
        carried += 1
        var entry = waiting.remove(at: first)
        entry.attempts += 1
        return .carry(entry)
    }

    /// Takes note of what became of an attempt. A letter that was taken is never tried again.
    mutating func settle(_ entry: Entry, _ outcome: MailOutcome, now: Int64) -> MailEvent? {
        carried -= 1
        // Whoever closed it has told of this letter already.
        if isClosed, outcome != .taken { return nil }
        switch outcome {
        case .taken:
            return .taken(id: entry.id, kind: entry.kind, attempts: entry.attempts)
        case .refused(let trouble):
            return lost(entry, trouble)
        case .failed(let trouble):
            var entry = entry
            entry.due = now + pause(after: entry.attempts)
            if isClosing { entry.closingAttempts += 1 }
            guard entry.due <= entry.posted + MailLimits.patience,
                entry.closingAttempts < MailLimits.closingAttempts
            else { return lost(entry, trouble) }
            waiting.append(entry)
            return .postponed(
                id: entry.id, kind: entry.kind, attempts: entry.attempts, trouble: trouble)
        }
    }

    /// From now on everything is due, and tried often.
    mutating func beginClosing(now: Int64) {
        isClosing = true
        for index in waiting.indices { waiting[index].due = min(now, waiting[index].due) }
    }

    /// Ends the carriers; tells how many letters are left.
    mutating func close() -> Int {
        isClosed = true
        defer { waiting = [] }
        return waiting.count + carried
    }

    private func lost(_ entry: Entry, _ trouble: MailTrouble) -> MailEvent {
        .lost(id: entry.id, kind: entry.kind, attempts: entry.attempts, trouble: trouble)
    }

    private func pause(after attempts: Int) -> Int64 {
        if isClosing { return MailLimits.closingPause }
        let doublings = min(attempts - 1, 20)
        return min(MailLimits.longestPause, MailLimits.firstPause << doublings)
    }
}
