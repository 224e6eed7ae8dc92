/// What a path and a method lead to: a handler with its own middlewares around it.
public struct Route: Sendable {
    let stage: Stage

    init(_ stage: Stage) {
        self.stage = stage
    }

    public init(_ middlewares: [Middleware], handler: @escaping Handler) {
        stage = Stage.waiting(handler).wrapped(in: middlewares)
    }

    /// A handler that never waits.
    public init(_ middlewares: [Middleware], immediate handler: @escaping ImmediateHandler) {
        stage = Stage.immediate(handler).wrapped(in: middlewares)
    }
}
