import HTTPTypes
import HTTPWire

/// From a request to the bytes of its answer.
extension Connection {
    func start(_ request: Request) {
        var request = request
        let answer = worker.responder.begin(&request)
        begin(request, answer)
    }

    /// Has the refusal's answer made. What the client still sends means nothing any more.
    func start(refusal: Refusal, _ request: Request?) {
        let refused = worker.refused
        backlog?.input = []
        backlog?.inputStart = 0
        let known = request ?? .unread(from: remoteAddress)
        begin(request, .later { await refused(refusal, known) })
    }

    private func begin(_ request: Request?, _ answer: Answer) {
        exchangeNumber &+= 1
        isHead = request?.method == .head
        isHTTP10 = request?.isHTTP10 ?? false
        switch answer {
        case .ready(let response): write(response)
        case .later(let rest): run(rest, request)
        }
    }

    /// Runs a handler on this worker. Many handlers never suspend after all: their answer is here when
    /// the task returns, and nothing of the exchange has to be kept.
    private func run(_ rest: @escaping @Sendable () async -> Response, _ request: Request?) {
        let worker = worker
        let token = token
        let number = exchangeNumber
        worker.immediate = .awaited(token, number)
        let task = Task.immediate(executorPreference: worker) {
            worker.finish(token, number, await rest())
        }
        if case .answered(let response) = worker.takeImmediate() {
            write(response)
        } else {
            let backlog = waiting()
            backlog.task = task
            backlog.request = request
        }
    }

    /// A handler that had been suspended has its answer.
    func resume(with response: Response) {
        write(response)
        resumeInput()
    }

    private func write(_ response: Response) {
        backlog?.task = nil
        backlog?.request = nil
        let keeps = state.keepsConnection(response.closesConnection)
        ResponseSerializer.append(
            response, .init(isHead: isHead, isHTTP10: isHTTP10, keepsAlive: keeps),
            date: worker.dateLine(), to: &worker.output)
        if keeps {
            _ = state.answered(keeps: true, now: worker.now)
        } else {
            isEnding = true
        }
    }

    // MARK: Output

    /// Writes what the worker's buffer holds for this connection; the rest waits in the backlog.
    func flush() {
        guard isOpen else { return worker.clearOutput() }
        guard !worker.output.isEmpty else { return }
        if hasUnsent {
            backlog?.output.append(contentsOf: worker.output)
        } else {
            worker.output.withUnsafeBytes(sendOrKeep)
        }
        worker.clearOutput()
    }

    /// Sends what has waited in the worker's outbox.
    func send(posted bytes: UnsafeRawBufferPointer) {
        guard isOpen else { return }
        sendOrKeep(bytes)
        if hasUnsent { settle() }
    }

    private func sendOrKeep(_ bytes: UnsafeRawBufferPointer) {
        let sent = send(bytes)
        if isOpen, sent < bytes.count { waiting().output = Array(bytes[sent...]) }
    }

    /// The client has room again.
    func writable() {
        guard let backlog else { return settle() }
        backlog.outputStart += backlog.output.withUnsafeBytes {
            send(UnsafeRawBufferPointer(rebasing: $0[backlog.outputStart...]))
        }
        guard isOpen, backlog.outputStart >= backlog.output.count else { return }
        backlog.output = []
        backlog.outputStart = 0
        if !isEnding, state.phase == .writing {
            _ = state.answered(keeps: true, now: worker.now)
        }
        resumeInput()
    }

    /// After everything that may have produced bytes: sends them and decides what to wait for.
    func settle() {
        if isOpen, !isEnding, awaitsRequest, worker.post(for: self) { return }
        flush()
        guard isOpen else { return }
        forgetEmptyBacklog()
        if let backlog, !backlog.output.isEmpty {
            if isEnding || state.phase != .handling {
                state.stall(
                    unsent: backlog.output.count - backlog.outputStart, now: worker.now)
            }
            watch(.writing)
        } else if isEnding {
            end()
        } else if state.phase != .handling {
            watch(backlog?.hasInput == true ? .nothing : .reading)
            closeIfDone()
        } else {
            stopWatchingForWriting()
        }
    }

    private func end() {
        guard state.phase != .lingering else { return }
        let hasMore = SystemCalls.isReadable(token.descriptor)
        guard state.answered(keeps: false, hasMore: hasMore, now: worker.now) == .linger else {
            return close()
        }
        SystemCalls.shutdownWriting(token.descriptor)
        watch(.reading)
    }

    /// How many bytes went out; closes the connection if it is broken.
    private func send(_ bytes: UnsafeRawBufferPointer) -> Int {
        var sent = 0
        while sent < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
            switch SystemCalls.write(token.descriptor, rest) {
            case .value(let count): sent += count
            case .failed(let code) where SystemError.isInterruption(code): continue
            case .failed(let code):
                if !SystemError.isTransient(code) { close() }
                return sent
            }
        }
        return sent
    }
}
