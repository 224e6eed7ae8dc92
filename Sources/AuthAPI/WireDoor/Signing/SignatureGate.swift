import CognitoAPI
import Cryptography
import HTTPRouting
import HTTPTypes
import HTTPWire

/// Lets signed operations in: Signature Version 4 for service `cognito-idp`, within five minutes.
///
/// Any region does, as this server is in none. What picks the operation has to be signed too.
struct SignatureGate: Sendable {
    let access: AdminAccess
    /// Seconds since 1970.
    let now: @Sendable () -> Int64

    /// - Throws: `MissingAuthenticationTokenException`, `IncompleteSignatureException`,
    ///   `UnrecognizedClientException`, `InvalidSignatureException` or `AccessDeniedException`.
    func admit(_ request: Request, operation: String) throws(CognitoError) {
        switch access {
        case .key(let key): try verify(request, key)
        case .thisMachine where ThisMachine.isCalling(request): break
        case .thisMachine, .nobody:
            guard request[.authorization] != nil else { throw Self.missing }
            throw CognitoError(
                .accessDenied,
                "User is not authorized to perform: cognito-idp:\(operation): this server has no "
                    + "access key (GATEHOUSE_POOL_ACCESS_KEY_ID)")
        }
    }

    private func verify(_ request: Request, _ key: AccessKey) throws(CognitoError) {
        guard let header = request[.authorization] else { throw Self.missing }
        guard let scope = SignedScope(header),
            let time = request[.amazonDate].flatMap(SigningTime.init),
            time.text.hasPrefix(scope.day), scope.day.utf8.count == 8
        else {
            throw CognitoError(
                .incompleteSignature,
                "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' "
                    + "parameters and an 'X-Amz-Date' header of the same day.")
        }
        guard scope.keyID.utf8.elementsEqual(key.id.utf8) else {
            throw CognitoError(
                .unrecognizedClient, "The security token included in the request is invalid.")
        }
        try check(time)
        let demanded = ["host", "x-amz-date", "x-amz-target"]
        guard scope.service == "cognito-idp", demanded.allSatisfy(scope.headers.contains),
            let canonical = Self.canonical(request, scope)
        else { throw Self.mismatch }
        let expected = canonical.signature(at: time.text, scope, secret: key.secret)
        guard constantTimeEqual(Array(expected.utf8), Array(scope.signature.utf8)) else {
            throw Self.mismatch
        }
    }

    private func check(_ time: SigningTime) throws(CognitoError) {
        let age = now() - time.seconds
        guard abs(age) <= AuthLimits.signatureLife else {
            throw CognitoError(
                .invalidSignature,
                age > 0
                    ? "Signature expired: \(time.text) is now earlier than the present less 5 min."
                    : "Signature not yet current: \(time.text) is still later than the present and 5 min."
            )
        }
    }

    private static func canonical(_ request: Request, _ scope: SignedScope) -> CanonicalRequest? {
        var headers: [(name: String, values: [String])] = []
        for name in scope.headers {
            guard let field = HTTPField.Name(name), !request.values(field).isEmpty else {
                return nil
            }
            headers.append((name, request.values(field)))
        }
        return CanonicalRequest(
            method: request.method.rawValue, path: request.path, query: request.query ?? "",
            headers: headers, body: request.body)
    }

    private static let missing = CognitoError(
        .missingAuthenticationToken, "Missing Authentication Token")

    private static let mismatch = CognitoError(
        .invalidSignature,
        "The request signature we calculated does not match the signature you provided. Check "
            + "your AWS Secret Access Key and signing method. Consult the service documentation for "
            + "details.")
}

extension HTTPField.Name {
    static let amazonDate = HTTPField.Name("X-Amz-Date")!
}
