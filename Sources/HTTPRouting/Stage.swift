import HTTPWire

/// A handler with the layers around it, composed once so that a request composes nothing.
///
/// Neighbouring halves are one loop; only an `around` layer or a waiting handler costs a task.
indirect enum Stage: Sendable {
    case immediate(ImmediateHandler)
    case waiting(Handler)
    case table(RouteTable)
    case layers([Middleware.Halves], Stage)

    /// What running a stage came to, unless it threw.
    enum Outcome {
        case ready(Response)
        case later(@Sendable () async throws -> Response)
    }

    /// Wraps this stage so that the first middleware is the outermost.
    func wrapped(in middlewares: [Middleware]) -> Stage {
        middlewares.reversed().reduce(self) { inner, middleware in
            switch (middleware.form, inner) {
            case (.halves(let halves), .layers(let others, let core)):
                .layers([halves] + others, core)
            case (.halves(let halves), _): .layers([halves], inner)
            case (.around(let around), _): .waiting { try await around($0, inner.run) }
            }
        }
    }

    @Sendable func run(_ request: Request) async throws -> Response {
        var request = request
        switch try begin(&request) {
        case .ready(let response): return response
        case .later(let rest): return try await rest()
        }
    }

    /// Runs as far as nothing has to be waited for.
    func begin(_ request: inout Request) throws -> Outcome {
        switch self {
        case .immediate(let handler): return .ready(try handler(request))
        case .waiting(let handler):
            let request = request
            return .later { try await handler(request) }
        case .table(let table): return try table.begin(&request)
        case .layers(let layers, let inner): return try Self.pass(layers, inner, &request)
        }
    }

    // MARK: Layers

    private static func pass(
        _ layers: [Middleware.Halves], _ inner: Stage, _ request: inout Request, from start: Int = 0
    ) throws -> Outcome {
        var depth = start
        do {
            while depth < layers.count {
                if let response = try layers[depth].before?(&request) {
                    return .ready(leave(layers, depth, request, response))
                }
                if let wait = try layers[depth].gate?(&request) {
                    return later(wait, layers, depth, inner, request)
                }
                depth += 1
            }
            switch try inner.begin(&request) {
            case .ready(let response): return .ready(leave(layers, depth, request, response))
            case .later(let rest): return later(rest, layers, request)
            }
        } catch {
            return .ready(try recover(layers, depth, request, error))
        }
    }

    private static func later(
        _ rest: @escaping @Sendable () async throws -> Response, _ layers: [Middleware.Halves],
        _ request: Request
    ) -> Outcome {
        .later {
            do {
                return leave(layers, layers.count, request, try await rest())
            } catch {
                return try recover(layers, layers.count, request, error)
            }
        }
    }

    /// What is left when a gate has to be waited for: its work, then the layers behind it.
    private static func later(
        _ wait: @escaping Middleware.Wait, _ layers: [Middleware.Halves], _ depth: Int,
        _ inner: Stage, _ request: Request
    ) -> Outcome {
        .later {
            var request = request
            do { request = try await wait(request) } catch {
                return try recover(layers, depth, request, error)
            }
            switch try pass(layers, inner, &request, from: depth + 1) {
            case .ready(let response): return response
            case .later(let rest): return try await rest()
            }
        }
    }

    /// The answer on its way out, through the layers that the request had passed.
    private static func leave(
        _ layers: [Middleware.Halves], _ depth: Int, _ request: Request,
        _ response: consuming Response
    ) -> Response {
        var response = response
        for layer in layers[..<depth].reversed() { layer.after?(request, &response) }
        return response
    }

    /// The error on its way out, until a layer makes it an answer.
    private static func recover(
        _ layers: [Middleware.Halves], _ depth: Int, _ request: Request, _ error: any Error
    ) throws -> Response {
        var error = error
        for index in layers[..<depth].indices.reversed() {
            guard let failed = layers[index].failed else { continue }
            do {
                return leave(layers, index, request, try failed(error, request))
            } catch let other {
                error = other
            }
        }
        throw error
    }
}
