#if os(Linux)
    import CLinux
    import Glibc

    /// The system calls of this room, as Linux has them. `SystemCalls+Darwin.swift` is its twin.
    enum SystemCalls {
        /// A descriptor or the errno of the call that refused it.
        enum Outcome {
            case value(Int)
            case failed(Int32)
        }

        /// No SIGPIPE whatever the process does with that signal.
        private static let sendFlags = Int32(MSG_NOSIGNAL)
        private static let streamFlags = Int32(
            SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        private static let acceptFlags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)

        static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Outcome {
            outcome(Glibc.read(descriptor, buffer.baseAddress, buffer.count))
        }

        static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Outcome {
            outcome(Glibc.send(descriptor, bytes.baseAddress, bytes.count, sendFlags))
        }

        static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

        static func shutdownWriting(_ descriptor: Int32) {
            _ = Glibc.shutdown(descriptor, Int32(SHUT_WR))
        }

        /// A non-blocking stream socket that no child process inherits.
        static func streamSocket(family: Int32) -> Outcome {
            outcome(Int(Glibc.socket(family, streamFlags, 0)))
        }

        static func accept(
            _ descriptor: Int32, _ address: UnsafeMutablePointer<sockaddr>,
            _ length: UnsafeMutablePointer<socklen_t>
        ) -> Outcome {
            outcome(Int(accept4(descriptor, address, length, acceptFlags)))
        }

        static func bind(
            _ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t
        ) -> Outcome {
            outcome(Int(Glibc.bind(descriptor, address, length)))
        }

        static func listen(_ descriptor: Int32, backlog: Int32) -> Outcome {
            outcome(Int(Glibc.listen(descriptor, backlog)))
        }

        static func socketHints() -> addrinfo {
            var hints = addrinfo()
            hints.ai_flags = AI_PASSIVE
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            return hints
        }

        /// Whether a read or an accept would find something.
        static func isReadable(_ descriptor: Int32) -> Bool {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            return poll(&entry, 1, 0) > 0
        }

        /// Of two listeners on a port, newcomers go to the one that came later.
        static func steerToNewerListener(_ descriptor: Int32) {
            _ = gatehouse_select_listener(descriptor, 1)
        }

        /// An answer goes out at once (Nagle's algorithm would hold the second one back).
        static func sendAtOnce(_ descriptor: Int32) {
            setOption(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        }

        static func setOption(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
            var value = value
            setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
        }

        static func setIPv6Only(_ descriptor: Int32, _ value: Int32) {
            setOption(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, value)
        }

        /// Who runs on this thread now, as a number.
        static func currentThread() -> UInt { UInt(pthread_self()) }

        /// Runs `body` on a new thread, which is interrupted by no signal. 0, or the errno for which there
        /// is none.
        static func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) -> Int32 {
            let work = Unmanaged.passRetained(ThreadWork(body))
            var thread = pthread_t()
            let code = withoutSignals {
                pthread_create(&thread, nil, ThreadWork.run, work.toOpaque())
            }
            guard code == 0 else {
                work.release()
                return code
            }
            // Longer names are refused (pthread_setname_np(3)).
            pthread_setname_np(thread, String(name.prefix(15)))
            return pthread_detach(thread)
        }

        /// A thread inherits its maker's mask. What tells of a fault in the code itself stays, as it can't be
        /// put off (sigprocmask(2)).
        private static func withoutSignals(_ body: () -> Int32) -> Int32 {
            var blocked = sigset_t()
            var before = sigset_t()
            sigfillset(&blocked)
            for fault in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP] {
                sigdelset(&blocked, fault)
            }
            pthread_sigmask(SIG_SETMASK, &blocked, &before)
            defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
            return body()
        }

        static func processors() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

        static func wallSeconds() -> Int { Int(time(nil)) }

        static func monotonicTime() -> MonotonicTime {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return MonotonicTime(
                milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
        }

        private static func outcome(_ result: Int) -> Outcome {
            result < 0 ? .failed(errno) : .value(result)
        }
    }

    private final class ThreadWork: Sendable {
        private let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }

        static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
            guard let work = $0 else { return nil }
            Unmanaged<ThreadWork>.fromOpaque(work).takeRetainedValue().body()
            return nil
        }
    }
#endif
