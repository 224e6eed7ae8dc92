import Dispatch
import Foundation
import Synchronization

/// Writes lines to a descriptor without ever making a caller wait.
///
/// A reader that stalls would otherwise stop the event loops. What doesn't fit into the buffer is
/// counted and told of in a line of its own.
final class LogWriter: Sendable {
    private enum Start {
        case nothing, now, soon
    }

    private struct State {
        var buffer: [UInt8] = []
        var isWriting = false
        /// A write is due within `LogLimits.gathering`.
        var isDue = false
        /// Since the last notice of it, and in all.
        var dropped = 0
        var droppedInAll = 0

        mutating func add(_ line: [UInt8], isUrgent: Bool) -> Start {
            guard buffer.count + line.count <= LogLimits.waitingBytes else {
                lose(1)
                return .nothing
            }
            buffer += line
            guard !isWriting else { return .nothing }
            if isUrgent {
                isWriting = true
                return .now
            }
            defer { isDue = true }
            return isDue ? .nothing : .soon
        }

        mutating func lose(_ lines: Int) {
            dropped += lines
            droppedInAll += lines
        }

        /// The buffer was handed to the writer, who ends when it was empty.
        mutating func take() {
            isWriting = !buffer.isEmpty
            isDue = false
            buffer = []
            dropped = 0
        }
    }

    private let descriptor: Int32
    private let queue = DispatchQueue(label: "gatehouse.log")
    private let state = Mutex(State())

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// - Parameter isUrgent: written at once, with what has been gathered.
    func write(_ line: [UInt8], isUrgent: Bool = true) {
        switch state.withLock({ $0.add(line, isUrgent: isUrgent) }) {
        case .nothing: break
        case .now: queue.async { self.drain() }
        case .soon:
            queue.asyncAfter(deadline: .now() + .milliseconds(LogLimits.gathering)) {
                self.drain()
            }
        }
    }

    /// Lines that did not fit since the start.
    var droppedLines: Int { state.withLock { $0.droppedInAll } }

    /// Returns when everything written so far is out, or the reader has stalled for too long.
    func flush() {
        let isOut = DispatchSemaphore(value: 0)
        queue.async {
            self.drain()
            isOut.signal()
        }
        _ = isOut.wait(timeout: .now() + .milliseconds(LogLimits.lastWrite))
    }

    private func drain() {
        while true {
            let (bytes, dropped) = state.withLock { state in
                defer { state.take() }
                return (state.buffer, state.dropped)
            }
            if dropped > 0 { send(Self.notice(dropped)) }
            guard !bytes.isEmpty else { return }
            send(bytes)
        }
    }

    private static func notice(_ dropped: Int) -> [UInt8] {
        let line = #"{"level":"warning","message":"log lines were dropped","count":\#(dropped)}"#
        return Array("\(line)\n".utf8)
    }

    /// After an interruption, or once a reader whose descriptor doesn't block has room again.
    private func canGoOn(_ code: Int32) -> Bool {
        guard code == EAGAIN else { return code == EINTR }
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&entry, 1, -1) > 0 || errno == EINTR
    }

    private func send(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let count = Foundation.write(
                    descriptor, buffer.baseAddress! + offset, buffer.count - offset)
                if count < 0, !canGoOn(errno) {
                    let lost = buffer[offset...].count { $0 == UInt8(ascii: "\n") }
                    return state.withLock { $0.lose(lost) }
                }
                offset += max(0, count)
            }
        }
    }
}
