import Foundation
import Hummingbird
import JWTKit
import Logging

/// Hummingbird with jwt-kit, as their documentation shows it: `/health` and a guarded `/protected`.
///
/// `PORT` is where it listens; `JWKS` (a file), `ISSUER` and `CLIENT_ID` say whose tokens count.
@main
struct HummingbirdPeer {
    static func main() async throws {
        let environment = ProcessInfo.processInfo.environment
        let router = Router(context: GuardedContext.self)
        router.get("health") { _, _ in Health(status: "ok") }
        if let file = environment["JWKS"] {
            let keys = JWTKeyCollection()
            try await keys.add(jwksJSON: String(contentsOfFile: file, encoding: .utf8))
            let expected = Expected(
                issuer: environment["ISSUER"] ?? "", client: environment["CLIENT_ID"] ?? "")
            router.group().add(middleware: Guard(keys: keys, expected: expected))
                .get("protected") { _, context in try Greeting(context.requireClaims()) }
        }
        var logger = Logger(label: "peer")
        logger.logLevel = .warning
        let port = environment["PORT"].flatMap(Int.init) ?? 8080
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            logger: logger)
        try await application.runService()
    }
}

struct Health: ResponseCodable {
    let status: String
}

struct Greeting: ResponseCodable {
    let message: String
    let user: Claims

    init(_ claims: Claims) {
        message = "Hello, \(claims.username)! You have access to this protected resource."
        user = claims
    }
}
