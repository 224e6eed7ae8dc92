import Dispatch
import Foundation
import Synchronization

/// Writes lines to a descriptor without ever making a caller wait.
///
/// A reader that stalls would otherwise stop the event loops. What doesn't fit into the buffer is
/// counted and told of in a line of its own.
final class LogWriter: Sendable {
    private struct State {
        var buffer: [UInt8] = []
        var isWriting = false
        /// Since the last notice of it, and in all.
        var dropped = 0
        var droppedInAll = 0

        /// The buffer was handed to the writer, who ends when it was empty.
        mutating func take() {
            isWriting = !buffer.isEmpty
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

    func write(_ line: [UInt8]) {
        let mustStart = state.withLock { state in
            guard state.buffer.count + line.count <= LogLimits.waitingBytes else {
                state.dropped += 1
                state.droppedInAll += 1
                return false
            }
            state.buffer += line
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if mustStart { queue.async { self.drain() } }
    }

    /// Lines that did not fit since the start.
    var droppedLines: Int { state.withLock { $0.droppedInAll } }

    /// Returns when everything written so far is out.
    func flush() {
        queue.sync { drain() }
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

    private func send(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let count = Foundation.write(
                    descriptor, buffer.baseAddress! + offset, buffer.count - offset)
                if count < 0 && errno != EINTR { return }
                offset += max(0, count)
            }
        }
    }
}
