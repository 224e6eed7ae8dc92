import HTTPRouting
import HTTPTypes
import HTTPWire
import Synchronization

/// Counts the API's answers by the first digit of their status.
final class AnswerCounts: Sendable {
    private let success = Atomic(0)
    private let redirection = Atomic(0)
    private let clientError = Atomic(0)
    private let serverError = Atomic(0)
    private let throttled = Atomic(0)

    /// Belongs outside of `onError`.
    var count: Middleware {
        Middleware.after { [self] _, response in add(response.status.code) }
    }

    var metrics: [Metric] {
        [
            Metric(
                .counter, "http_answers_total", "Answers of the API by class of status.",
                samples: [
                    (#"status="2xx""#, success.load(ordering: .relaxed)),
                    (#"status="3xx""#, redirection.load(ordering: .relaxed)),
                    (#"status="4xx""#, clientError.load(ordering: .relaxed)),
                    (#"status="5xx""#, serverError.load(ordering: .relaxed)),
                ]),
            Metric(
                .counter, "throttled_total", "Answers 429: somebody asked too often.",
                throttled.load(ordering: .relaxed)),
        ]
    }

    private func add(_ status: Int) {
        switch status {
        case ..<300: success.add(1, ordering: .relaxed)
        case ..<400: redirection.add(1, ordering: .relaxed)
        case ..<500: clientError.add(1, ordering: .relaxed)
        default: serverError.add(1, ordering: .relaxed)
        }
        if status == 429 { throttled.add(1, ordering: .relaxed) }
    }
}
