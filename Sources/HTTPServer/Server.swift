public import HTTPWire
import Synchronization

/// An HTTP/1.1 server on sockets and threads: strict, bounded, no SwiftNIO.
///
///     let server = Server(
///         configuration: ServerConfiguration(port: 3000), responder: router,
///         refused: { refusal, _ in Response(status: refusal.status) }, events: { _ in })
///     let port = try server.start()
///     …
///     await server.stop(grace: .seconds(20))
///
/// A handler runs on its connection's worker: it must not block there. A server that was started
/// serves until it is stopped, even if nobody holds it any more.
public final class Server: Sendable {
    /// Makes the answer to a request that was refused before a handler saw it, or whose handler took
    /// too long. It gets the request as far as it was understood, at the least its line; where not even
    /// that was, a stand-in that has the client's address alone. The connection closes after it.
    public typealias RefusalAnswer = @Sendable (Refusal, Request) async -> Response

    private struct Running: Sendable {
        var listener: Listener
        var workers: [Worker]
    }

    private enum Phase: Sendable {
        case new
        case running(Running)
        case over
    }

    let configuration: ServerConfiguration
    let responder: any Responder
    let refused: RefusalAnswer
    let events: @Sendable (ServerEvent) -> Void
    private let phase = Mutex(Phase.new)

    /// - Parameters:
    ///   - responder: who answers; a `Router`, mostly.
    ///   - refused: makes the answers to what reaches no handler.
    ///   - events: is told of starts, ends and troubles, on any thread; it must not block.
    public init(
        configuration: ServerConfiguration, responder: any Responder,
        refused: @escaping RefusalAnswer, events: @escaping @Sendable (ServerEvent) -> Void
    ) {
        self.configuration = configuration
        self.responder = responder
        self.refused = refused
        self.events = events
    }

    /// Listens and returns the port, the one the system chose if 0 was configured. A server starts
    /// once.
    @discardableResult
    public func start() throws(ServerError) -> Int {
        try start { () throws(ServerError) in try ListeningSocket(configuration) }
    }

    /// Accepts those who connect to `socket`, and closes it at the end.
    public func start(on socket: ListeningSocket) throws(ServerError) {
        _ = try start { socket }
    }

    private func start(
        _ socket: () throws(ServerError) -> ListeningSocket
    ) throws(ServerError) -> Int {
        let running = try phase.withLock { phase throws(ServerError) -> Running in
            guard case .new = phase else { throw .alreadyStarted }
            let running = try open(socket())
            phase = .running(running)
            return running
        }
        do {
            try running.listener.start(running.workers)
        } catch {
            phase.withLock { $0 = .over }
            throw error
        }
        for worker in running.workers { worker.start() }
        let port = running.listener.socket.port
        events(.listening(host: configuration.host, port: port))
        return port
    }

    /// Still accepts, but every answer says `Connection: close`: for the time in which a load balancer
    /// learns that this server is leaving. Newcomers go to the process that shares the port, if any.
    public func beginDrain() {
        phase.withLock { phase in
            guard case .running(let running) = phase else { return }
            running.listener.socket.makeWay()
            for worker in running.workers { worker.beginDrain() }
        }
    }

    /// Accepts nobody any more; returns when the door is closed. Connections go on.
    public func stopListening() async {
        let running = phase.withLock { phase -> Running? in
            if case .running(let running) = phase { running } else { nil }
        }
        guard let running else { return }
        await withCheckedContinuation { done in
            running.listener.stop { done.resume() }
        }
    }

    /// Open connections; 0 when it doesn't run.
    public var connections: Int {
        phase.withLock { phase in
            guard case .running(let running) = phase else { return 0 }
            return running.listener.connections
        }
    }

    /// Stops accepting, closes what is idle, lets requests in work end, and cuts what is left after
    /// `grace`. Returns when everything is closed.
    public func stop(grace: Duration) async {
        let running = phase.withLock { phase -> Running? in
            guard case .running(let running) = phase else { return nil }
            phase = .over
            return running
        }
        guard let running else { return }
        await withCheckedContinuation { done in
            running.listener.stop { done.resume() }
        }
        await drained(running.workers, grace: grace)
        await cut(running.workers)
        events(.stopped)
    }

    private func open(_ socket: ListeningSocket) throws(ServerError) -> Running {
        let admission = Admission(configuration, report: events)
        let loops = try loops(port: socket.port)
        let listener = Listener(
            socket, on: try door(loops, port: socket.port), admission: admission,
            limits: configuration.limits, report: events)
        let workers = loops.map { loop in
            Worker(on: loop, of: loops.count, server: self, admission: admission) {
                [weak listener] in
                listener?.connectionClosed()
            }
        }
        return Running(listener: listener, workers: workers)
    }

    private func loops(port: Int) throws(ServerError) -> [EventLoop] {
        let count =
            configuration.workers > 0 ? configuration.workers : SystemCalls.processors()
        var loops: [EventLoop] = []
        for index in 0..<count { loops.append(try EventLoop(label: "\(port) worker \(index)")) }
        return loops
    }

    /// Where newcomers are let in: a thread less to change to where one does all the work.
    private func door(_ loops: [EventLoop], port: Int) throws(ServerError) -> EventLoop {
        if loops.count == 1 { return loops[0] }
        return try EventLoop(label: "\(port) listener")
    }

    /// Until all workers are empty or the grace is over, whichever comes first.
    private func drained(_ workers: [Worker], grace: Duration) async {
        let waiting = Drain(workers: workers.count)
        for worker in workers {
            worker.drain(within: grace) {
                waiting.workerIsEmpty()
            } giveUp: {
                waiting.giveUp()
            }
        }
        await withTaskCancellationHandler {
            await waiting.wait()
        } onCancel: {
            waiting.giveUp()
        }
    }

    private func cut(_ workers: [Worker]) async {
        var left = 0
        for worker in workers {
            left += await withCheckedContinuation { done in
                worker.cut { done.resume(returning: $0) }
            }
        }
        if left > 0 { events(.graceExceeded(connections: left)) }
    }
}
