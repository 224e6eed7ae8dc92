public import HTTPWire

/// One layer of the onion: sees the request before the inner layers and the answer after them.
///
/// The general form wraps `next` and may wait:
///
///     router.use { request, next in
///         var response = try await next(request)
///         response[.server] = "mine"
///         return response
///     }
///
/// A layer that never waits is better written as halves, which cost a plain call each and leave a
/// request whose handler doesn't wait either without a task:
///
///     router.use(.after { request, response in response[.server] = "mine" })
public struct Middleware: Sendable {
    /// May change the request, answer in the handler's place, or throw. An answer or error of its own
    /// passes the outer layers only.
    public typealias Before = @Sendable (inout Request) throws -> Response?
    /// May change the answer. Sees the request as this layer's `before` left it, perhaps with what
    /// inner layers added.
    public typealias After = @Sendable (Request, inout Response) -> Void
    /// May turn an error of the inner layers into an answer, or throw it on.
    public typealias Failed = @Sendable (any Error, Request) throws -> Response
    /// What a gate has to wait for. May change the request, or throw.
    public typealias Wait = @Sendable (Request) async throws -> Request
    /// Lets the request pass (nil), throws, or says what has to be waited for first.
    public typealias Gate = @Sendable (inout Request) throws -> Wait?
    public typealias Around = @Sendable (Request, @escaping Handler) async throws -> Response

    struct Halves: Sendable {
        var before: Before?
        var gate: Gate?
        var after: After?
        var failed: Failed?
    }

    enum Form: Sendable {
        case halves(Halves)
        case around(Around)
    }

    let form: Form

    /// The general form, which may wait.
    public init(_ around: @escaping Around) {
        form = .around(around)
    }

    /// A layer that never waits.
    public init(before: Before?, after: After?, failed: Failed? = nil) {
        form = .halves(Halves(before: before, gate: nil, after: after, failed: failed))
    }

    /// A layer that seldom waits, like a guard whose keys are nearly always at hand: a request that
    /// it lets pass at once costs no task.
    public static func gate(_ body: @escaping Gate) -> Middleware {
        Middleware(gate: body)
    }

    private init(gate: @escaping Gate) {
        form = .halves(Halves(before: nil, gate: gate, after: nil, failed: nil))
    }

    public static func before(_ body: @escaping Before) -> Middleware {
        Middleware(before: body, after: nil)
    }

    public static func after(_ body: @escaping After) -> Middleware {
        Middleware(before: nil, after: body)
    }

    /// Turns errors of the inner layers into answers.
    public static func onError(_ body: @escaping Failed) -> Middleware {
        Middleware(before: nil, after: nil, failed: body)
    }
}
