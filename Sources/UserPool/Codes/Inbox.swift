import Synchronization

/// The mail that a development machine doesn't send: codes wait here to be read.
///
/// In memory and bounded: the oldest message gives way. Asking for a code that isn't there yet
/// sleeps until it arrives, without polling.
package final class Inbox: CodeDelivery {
    package typealias Sleep = @Sendable (Duration) async throws -> Void

    private struct Waiter {
        let id: Int
        let address: String
        let caller: CheckedContinuation<CodeMessage?, Never>
    }

    private struct Entry {
        /// The recipient as names are compared.
        let address: String
        let message: CodeMessage
    }

    private struct State {
        var entries: [Entry] = []
        var waiters: [Waiter] = []
        var cancelled: Set<Int> = []
        var nextID = 0

        func newest(for address: String) -> CodeMessage? {
            entries.last { $0.address == address }?.message
        }
    }

    /// How many callers wait for a message.
    var waiting: Int { state.withLock { $0.waiters.count } }

    private let state = Mutex(State())
    private let sleep: Sleep

    /// - Parameter sleep: waits, and throws when the task is cancelled.
    package init(sleep: @escaping Sleep = { try await Task.sleep(for: $0) }) {
        self.sleep = sleep
    }

    package func deliver(_ message: CodeMessage) {
        guard let address = Self.address(message.recipient) else { return }
        let woken = state.withLock { state in
            state.entries.append(Entry(address: address, message: message))
            if state.entries.count > Limits.inboxMessages { state.entries.removeFirst() }
            let woken = state.waiters.filter { $0.address == address }
            state.waiters.removeAll { $0.address == address }
            return woken
        }
        for waiter in woken { waiter.caller.resume(returning: message) }
    }

    /// Forgets every message; who waits for one goes on waiting.
    package func empty() {
        state.withLock { $0.entries = [] }
    }

    /// The newest message to the address (letter case doesn't matter), if any.
    package func newest(for email: String) -> CodeMessage? {
        guard let address = Self.address(email) else { return nil }
        return state.withLock { $0.newest(for: address) }
    }

    /// The newest message to the address, as soon as there is one; nil when none has come after
    /// `seconds`, or when the task is cancelled.
    package func wait(for email: String, seconds: Int) async -> CodeMessage? {
        guard let address = Self.address(email) else { return nil }
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskGroup(of: CodeMessage?.self) { group in
            group.addTask { await self.arrival(for: address, id: id) }
            group.addTask { [sleep] in
                try? await sleep(.seconds(seconds))
                self.giveUp(id)
                return nil
            }
            var found: CodeMessage?
            for await message in group {
                found = found ?? message
                group.cancelAll()
            }
            self.state.withLock { _ = $0.cancelled.remove(id) }
            return found
        }
    }

    /// Nil for what can't be anybody's address.
    private static func address(_ email: String) -> String? { (try? UserName(email))?.key }

    private func arrival(for address: String, id: Int) async -> CodeMessage? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                let answer: CodeMessage?? = state.withLock { state in
                    if let message = state.newest(for: address) { return .some(message) }
                    if state.cancelled.contains(id) { return .some(nil) }
                    state.waiters.append(Waiter(id: id, address: address, caller: caller))
                    return .none
                }
                if let answer { caller.resume(returning: answer) }
            }
        } onCancel: {
            giveUp(id)
        }
    }

    private func giveUp(_ id: Int) {
        let waiter: Waiter? = state.withLock { state in
            state.cancelled.insert(id)
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiters.remove(at: index)
        }
        waiter?.caller.resume(returning: nil)
    }
}
