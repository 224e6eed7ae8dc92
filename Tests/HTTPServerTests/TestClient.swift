import Dispatch
import Synchronization

@testable import HTTPServer

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A client that says exactly the bytes it is given.
///
/// It waits on a queue of its own, never on Swift's pool, which other tests and handlers need; its
/// receive timeout turns a hanging server into a failing test.
final class TestClient: Sendable {
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "client")
    private let received = Mutex<[UInt8]>([])

    init?(
        port: Int, host: String = "127.0.0.1", receiveBuffer: Int32? = nil,
        from source: String? = nil
    ) {
        guard let address = try? SocketAddress.candidates(host: host, port: port).first else {
            return nil
        }
        guard case .value(let value) = SystemCalls.streamSocket(family: address.family) else {
            return nil
        }
        descriptor = Int32(value)
        _ = fcntl(descriptor, F_SETFL, 0)
        if let receiveBuffer {
            SystemCalls.setOption(descriptor, SOL_SOCKET, SO_RCVBUF, receiveBuffer)
        }
        var timeout = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        if let source {
            let own = try? SocketAddress.candidates(host: source, port: 0).first
            _ = own?.read { SystemCalls.bind(descriptor, $0, $1) }
        }
        guard address.read({ connect(descriptor, $0, $1) }) == 0 else { return nil }
    }

    deinit { SystemCalls.close(descriptor) }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let outcome = bytes.withUnsafeBytes { all in
                SystemCalls.write(descriptor, UnsafeRawBufferPointer(rebasing: all[sent...]))
            }
            guard case .value(let count) = outcome else { return }
            sent += count
        }
    }

    func finishSending() { SystemCalls.shutdownWriting(descriptor) }

    /// Closes with a reset instead of an orderly end.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Everything until the server closes, or the timeout.
    func readToEnd() async -> String {
        await waiting { client, received in
            while client.readMore(&received) {}
            defer { received = [] }
            return String(decoding: received, as: UTF8.self)
        }
    }

    /// One answer by its Content-Length; what follows it stays for the next call.
    func readAnswer(hasBody: Bool = true) async -> String {
        await waiting { client, received in
            var end = Self.answerEnd(received, hasBody)
            while end.map({ received.count < $0 }) ?? true, client.readMore(&received) {
                end = Self.answerEnd(received, hasBody)
            }
            let count = min(end ?? received.count, received.count)
            defer { received.removeFirst(count) }
            return String(decoding: received[..<count], as: UTF8.self)
        }
    }

    private func waiting(
        _ body: @escaping @Sendable (TestClient, inout [UInt8]) -> String
    ) async -> String {
        await withCheckedContinuation { done in
            queue.async { [self] in
                done.resume(returning: received.withLock { body(self, &$0) })
            }
        }
    }

    private static func answerEnd(_ received: [UInt8], _ hasBody: Bool) -> Int? {
        let text = String(decoding: received, as: UTF8.self)
        guard let head = text.firstRange(of: "\r\n\r\n") else { return nil }
        let length = text[..<head.lowerBound].split(separator: "\r\n")
            .first { $0.hasPrefix("Content-Length: ") }
            .flatMap { Int($0.dropFirst(16)) }
        return text[..<head.upperBound].utf8.count + (hasBody ? length ?? 0 : 0)
    }

    private func readMore(_ received: inout [UInt8]) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let outcome = buffer.withUnsafeMutableBytes { SystemCalls.read(descriptor, $0) }
        guard case .value(let count) = outcome, count > 0 else { return false }
        received.append(contentsOf: buffer[..<count])
        return true
    }
}
