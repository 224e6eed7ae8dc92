import CognitoAPI
import HTTPTypes
import HTTPWire
import Testing

@testable import AuthAPI

@Suite struct SignatureTests {
    static let key = AccessKey(
        id: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    /// 2015-08-30T12:36:00Z
    static let moment: Int64 = 1_440_938_160

    /// AWS's published example (IAM, ListUsers).
    @Test func thePublishedExampleHasItsSignature() throws {
        let scope = try #require(
            SignedScope(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                    + "SignedHeaders=content-type;host;x-amz-date, "
                    + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"))
        let request = CanonicalRequest(
            method: "GET", path: "/", query: "Version=2010-05-08&Action=ListUsers",
            headers: [
                ("content-type", ["application/x-www-form-urlencoded; charset=utf-8"]),
                ("host", ["iam.amazonaws.com"]), ("x-amz-date", ["20150830T123600Z"]),
            ], body: [])
        #expect(
            request.signature(at: "20150830T123600Z", scope, secret: Self.key.secret)
                == scope.signature)
    }

    @Test(arguments: [
        ("20150830T123600Z", 1_440_938_160), ("19700101T000000Z", 0),
        ("20240229T235959Z", 1_709_251_199), ("20000301T000000Z", 951_868_800),
    ])
    func timesAreRead(text: String, seconds: Int64) {
        #expect(SigningTime(text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "2015-08-30T12:36:00Z", "20150830T123600", "20151330T123600Z", "20150830T243600Z",
        "2015083OT123600Z", "20150830 123600Z",
    ])
    func otherTimesAreNot(text: String) {
        #expect(SigningTime(text) == nil)
    }

    @Test(arguments: [
        "", "Bearer x", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=a/b/c/d, Signature=1",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request,SignedHeaders=b;a,Signature=1",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request,SignedHeaders=Host,Signature=1",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request,Signature=1,Signature=2,SignedHeaders=a",
    ])
    func whatIsNoScopeIsRefused(text: String) {
        #expect(SignedScope(text) == nil)
    }

    private func request(
        _ change: (inout HTTPFields) -> Void = { _ in }, body: String = "{}", host: String = "pool",
        signedFor keyID: String = "AKIDEXAMPLE"
    ) -> Request {
        var fields: HTTPFields = [
            .amazonDate: "20150830T123600Z",
            .amazonTarget: "AWSCognitoIdentityProviderService.ListUsers",
            HTTPField.Name("host")!: host,
        ]
        let names = ["host", "x-amz-date", "x-amz-target"]
        let head =
            "AWS4-HMAC-SHA256 Credential=\(keyID)/20150830/us-east-1/cognito-idp/aws4_request, "
            + "SignedHeaders=\(names.joined(separator: ";")), Signature="
        let signature = SignedScope(head + "0").map { scope in
            CanonicalRequest(
                method: "POST", path: "/", query: "",
                headers: names.map { ($0, [fields[HTTPField.Name($0)!] ?? ""]) },
                body: Array("{}".utf8)
            ).signature(at: "20150830T123600Z", scope, secret: Self.key.secret)
        }
        fields[.authorization] = head + (signature ?? "")
        change(&fields)
        return Request(
            method: .post, path: "/", headerFields: fields,
            body: Array(body.utf8))
    }

    private static func request(to host: String, _ more: HTTPFields = [:]) -> Request {
        var fields = more
        fields[HTTPField.Name("host")!] = host
        return Request(method: .post, path: "/", headerFields: fields)
    }

    private func verdict(
        _ request: Request, _ access: AdminAccess = .key(SignatureTests.key), later: Int64 = 0
    ) -> CognitoError.Code? {
        let gate = SignatureGate(access: access, now: { SignatureTests.moment + later })
        do throws(CognitoError) {
            try gate.admit(request, operation: "ListUsers")
            return nil
        } catch {
            return error.code
        }
    }

    @Test func aRightSignatureIsLetIn() {
        #expect(verdict(request()) == nil)
        #expect(verdict(request(), later: 300) == nil)
        #expect(verdict(request(), later: -300) == nil)
    }

    @Test func whatWasChangedIsRefused() {
        #expect(verdict(request(body: "{ }")) == .invalidSignature)
        let target = "AWSCognitoIdentityProviderService.DeleteUserPool"
        #expect(verdict(request({ $0[.amazonTarget] = target })) == .invalidSignature)
        #expect(verdict(request({ $0[.amazonDate] = "20150830T123601Z" })) == .invalidSignature)
        #expect(verdict(request({ $0[.amazonDate] = nil })) == .incompleteSignature)
        #expect(
            verdict(request({ $0[.authorization]?.removeLast() })) == .invalidSignature)
    }

    @Test func aSignatureThatLeavesTheOperationOpenIsRefused() {
        let partial = request({
            $0[.authorization] = $0[.authorization]?.replacing(";x-amz-target", with: "")
        })
        #expect(verdict(partial) == .invalidSignature)
    }

    @Test func oldAndFutureOnesAreRefused() {
        #expect(verdict(request(), later: 301) == .invalidSignature)
        #expect(verdict(request(), later: -301) == .invalidSignature)
    }

    @Test func strangersAreRefused() {
        #expect(verdict(request({ $0[.authorization] = nil })) == .missingAuthenticationToken)
        #expect(verdict(request({ $0[.authorization] = "Bearer x" })) == .incompleteSignature)
        #expect(verdict(request(signedFor: "AKIDOTHER")) == .unrecognizedClient)
    }

    @Test func withoutAKeyThisMachineAloneIsLetIn() {
        let local = Self.request(to: "localhost:9229")
        #expect(verdict(local, .thisMachine) == nil)
        var far = local
        far.remoteAddress = "192.0.2.7"
        #expect(verdict(far, .thisMachine) == .missingAuthenticationToken)
        for (name, value) in [("Origin", "https://evil.example"), ("X-Forwarded-For", "192.0.2.7")]
        {
            let page = Self.request(to: "localhost:9229", [HTTPField.Name(name)!: value])
            #expect(verdict(page, .thisMachine) == .missingAuthenticationToken)
        }
        #expect(verdict(local, .nobody) == .missingAuthenticationToken)
        #expect(verdict(request(), .nobody) == .accessDenied)
    }
}
