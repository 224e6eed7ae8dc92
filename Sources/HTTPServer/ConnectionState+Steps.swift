import HTTPWire

/// What a connection is doing, and what its owner is told to do.
extension ConnectionState {
    enum Phase: Equatable {
        /// At the beginning, before the header of the PROXY protocol has ended.
        case preface
        /// Between two requests, with no byte of the next one.
        case idle
        case head
        case body
        /// A handler works on a request; nothing is read meanwhile.
        case handling
        /// An answer waits for the client to read.
        case writing
        /// The last answer is out; what still comes is thrown away until the client closes.
        case lingering
    }

    enum Step {
        /// All bytes were taken, more are needed.
        case wait
        /// As `wait`, and the client wants `100 Continue` before it goes on.
        case sendContinue
        /// The proxy has named its client, unless it speaks for itself; bytes from `consumed` on are HTTP.
        case identify(IPAddress?, consumed: Int)
        /// The proxy has not said for whom it speaks: close, without an answer.
        case distrust(ProxyHeaderFault)
        /// Answer this; bytes from `consumed` on belong to the next request.
        case respond(Request, consumed: Int)
        /// Answer this refusal and close; no further byte means anything.
        case refuse(Refusal, Request?)
        case close
    }

    enum AfterAnswer: Equatable {
        case next
        case linger
        case close
    }

    enum Expiry: Equatable {
        /// Say 408 and close.
        case refuse(Refusal)
        /// Cancel the handler, say 503 and close.
        case abandonHandler
        case close
    }
}
