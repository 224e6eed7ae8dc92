import Dispatch

/// Holds a thread until the test lets it go.
final class Gate: Sendable {
    private let opened = DispatchSemaphore(value: 0)
    private let entry = AsyncStream<Void>.makeStream()

    func wait() {
        entry.continuation.finish()
        opened.wait()
    }

    /// Returns when somebody waits.
    func entered() async {
        for await _ in entry.stream {}
    }

    func open() { opened.signal() }
}
