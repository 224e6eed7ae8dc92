#if canImport(Darwin)
    import Darwin

    /// The system calls of this room, as Darwin has them. `SystemCalls+Linux.swift` is its twin.
    enum SystemCalls {
        /// A descriptor or the errno of the call that refused it.
        enum Outcome {
            case value(Int)
            case failed(Int32)
        }

        static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Outcome {
            outcome(Darwin.read(descriptor, buffer.baseAddress, buffer.count))
        }

        static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Outcome {
            outcome(Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0))
        }

        static func close(_ descriptor: Int32) { _ = Darwin.close(descriptor) }

        static func shutdownWriting(_ descriptor: Int32) {
            _ = Darwin.shutdown(descriptor, SHUT_WR)
        }

        /// A non-blocking stream socket that no child process inherits.
        static func streamSocket(family: Int32) -> Outcome {
            let descriptor = Darwin.socket(family, SOCK_STREAM, 0)
            guard descriptor >= 0 else { return .failed(errno) }
            prepare(descriptor)
            return .value(Int(descriptor))
        }

        static func accept(
            _ descriptor: Int32, _ address: UnsafeMutablePointer<sockaddr>,
            _ length: UnsafeMutablePointer<socklen_t>
        ) -> Outcome {
            let accepted = Darwin.accept(descriptor, address, length)
            guard accepted >= 0 else { return .failed(errno) }
            prepare(accepted)
            return .value(Int(accepted))
        }

        /// What Linux does in the same call: non-blocking, not inherited, no SIGPIPE.
        private static func prepare(_ descriptor: Int32) {
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            setOption(descriptor, SOL_SOCKET, SO_NOSIGPIPE, 1)
        }

        static func bind(
            _ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t
        ) -> Outcome {
            outcome(Int(Darwin.bind(descriptor, address, length)))
        }

        static func listen(_ descriptor: Int32, backlog: Int32) -> Outcome {
            outcome(Int(Darwin.listen(descriptor, backlog)))
        }

        static func socketHints() -> addrinfo {
            var hints = addrinfo()
            hints.ai_flags = AI_PASSIVE
            hints.ai_socktype = SOCK_STREAM
            return hints
        }

        /// Whether a read or an accept would find something.
        static func isReadable(_ descriptor: Int32) -> Bool {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            return poll(&entry, 1, 0) > 0
        }

        /// Darwin has no such choice.
        static func steerToNewerListener(_ descriptor: Int32) {}

        /// An answer goes out at once (Nagle's algorithm would hold the second one back).
        static func sendAtOnce(_ descriptor: Int32) {
            setOption(descriptor, IPPROTO_TCP, TCP_NODELAY, 1)
        }

        static func setOption(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
            var value = value
            setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
        }

        static func setIPv6Only(_ descriptor: Int32, _ value: Int32) {
            setOption(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, value)
        }

        /// Who runs on this thread now, as a number.
        static func currentThread() -> UInt { UInt(bitPattern: pthread_self()) }

        static func processors() -> Int { max(1, Int(sysconf(_SC_NPROCESSORS_ONLN))) }

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
#endif
