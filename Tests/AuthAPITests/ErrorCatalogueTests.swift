import HTTPRouting
import HTTPTypes
import HTTPWire
import Testing

@testable import AuthAPI

@Suite struct ErrorCatalogueTests {
    /// The codes that the contract promises.
    private static let promised = [
        "missing_fields", "invalid_json", "invalid_email", "weak_password", "email_taken",
        "invalid_credentials", "user_not_confirmed", "password_reset_required", "user_disabled",
        "code_mismatch", "code_expired", "invalid_token", "token_expired", "token_revoked",
        "wrong_token_use", "wrong_client", "wrong_issuer", "missing_token", "insufficient_scope",
        "group_required", "csrf", "not_found", "method_not_allowed", "request_timeout",
        "body_too_large", "unsupported_media_type", "too_many_requests", "headers_too_large",
        "upstream_unavailable", "upstream_timeout", "upstream_throttled", "misconfigured",
        "internal",
    ]

    @Test func everyPromisedCodeIsThere() {
        #expect(Set(Self.promised).isSubset(of: ErrorCode.allCases.map(\.rawValue)))
    }

    @Test func everyCodeHasAStatusASentenceAndACure() {
        for code in ErrorCode.allCases {
            #expect(code == .internal || code.cure != ErrorCode.internal.cure, "\(code)")
            #expect((400...599).contains(code.status), "\(code)")
            #expect(!HTTPResponse.Status.named(code.status).reasonPhrase.isEmpty, "\(code)")
            #expect(!code.message.isEmpty && !code.cure.isEmpty, "\(code)")
        }
    }

    @Test(arguments: Refusal.allCases)
    func everyRefusalOfTheServerTakesTheChain(refusal: Refusal) async throws {
        let door = try Door()
        let answer = Answer(
            await RefusedRequest.answer(
                refusal, to: .unread(from: "192.0.2.1"), through: door.router))
        #expect(answer.status == refusal.status.code)
        #expect(answer.message == refusal.sentence && answer.code != "internal")
        #expect(answer.response[.init("X-Request-Id")!] == "test-request")
        #expect(answer.json["requestId"] as? String == "test-request")
        #expect((answer.response[.retryAfter] != nil) == (answer.status == 503))
    }
}
