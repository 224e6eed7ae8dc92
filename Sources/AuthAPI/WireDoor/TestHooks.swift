import HTTPRouting
import HTTPTypes
import HTTPWire
import StrictJSON

/// `POST /clock` and `POST /reset`: what tests of an application need of the pool.
///
/// For development, as the inbox is, and for programs on this machine alone, whatever the address that
/// the door listens at: whoever calls them can revive tokens and delete every account.
package struct TestHooks: Sendable {
    /// Where the clock goes; whole seconds.
    package enum ClockMove: Sendable, Equatable {
        case by(Int64)
        /// Seconds since 1970.
        case to(Int64)
    }

    private struct Time: Encodable {
        let now: Int64
    }

    static let paths: Set<String> = ["/clock", "/reset"]

    private let moveClock: @Sendable (ClockMove) -> Int64?
    private let reset: @Sendable () async throws -> Void

    /// - Parameters:
    ///   - moveClock: answers the time after the move in seconds since 1970; nil where it goes too
    ///     far, and then it doesn't move.
    ///   - reset: removes users, sessions and codes.
    package init(
        moveClock: @escaping @Sendable (ClockMove) -> Int64?,
        reset: @escaping @Sendable () async throws -> Void
    ) {
        self.moveClock = moveClock
        self.reset = reset
    }

    package func register(on router: inout Router) {
        router.post("/clock", handler: clock)
        router.post("/reset", handler: empty)
    }

    private func clock(_ request: Request) throws -> Response {
        try Self.admit(request)
        guard let move = Self.move(try request.jsonObject()), let now = moveClock(move) else {
            throw APIError(
                .invalidFields,
                message: #"send {"advanceSeconds": n} or {"now": n}, in this century"#)
        }
        return .json(.ok, Time(now: now))
    }

    private func empty(_ request: Request) async throws -> Response {
        try Self.admit(request)
        try await reset()
        return .json(.ok, MessageBody(message: "The pool is empty."))
    }

    /// To whoever is elsewhere there are none.
    private static func admit(_ request: Request) throws(APIError) {
        guard !WebPage.isBehind(request) else { throw APIError(.csrf) }
        guard ThisMachine.isCalling(request) else { throw APIError(.notFound) }
    }

    private static func move(_ body: JSONObject) -> ClockMove? {
        guard body.members.count == 1 else { return nil }
        return body["advanceSeconds"]?.integerValue.map(ClockMove.by)
            ?? body["now"]?.integerValue.map(ClockMove.to)
    }
}
