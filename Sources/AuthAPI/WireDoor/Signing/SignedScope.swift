/// The `Authorization` header of Signature Version 4, taken apart:
/// `AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/iam/aws4_request, SignedHeaders=host;x-amz-date,
/// Signature=…` (AWS, "Create a signed AWS API request").
struct SignedScope: Sendable, Equatable {
    let keyID: String
    /// `20150830`
    let day: String
    let region: String
    let service: String
    /// In lower case and in order.
    let headers: [String]
    /// Hexadecimal.
    let signature: String

    static let algorithm = "AWS4-HMAC-SHA256"

    /// Nil for whatever isn't exactly this form.
    init?(_ text: String) {
        guard text.utf8.count <= AuthLimits.authorizationBytes,
            text.hasPrefix(Self.algorithm + " ")
        else { return nil }
        var members: [String: String] = [:]
        for part in text.dropFirst(Self.algorithm.count).split(separator: ",") {
            let halves = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard halves.count == 2,
                members.updateValue(String(halves[1]), forKey: String(halves[0])) == nil
            else { return nil }
        }
        let credential = members["Credential"]?.split(
            separator: "/", omittingEmptySubsequences: false)
        guard members.count == 3, let credential, credential.count == 5,
            credential[4] == "aws4_request", credential.allSatisfy({ !$0.isEmpty }),
            let headers = members["SignedHeaders"], let signature = members["Signature"]
        else { return nil }
        keyID = String(credential[0])
        day = String(credential[1])
        region = String(credential[2])
        service = String(credential[3])
        self.headers = headers.split(separator: ";").map(String.init)
        self.signature = signature
        guard self.headers == self.headers.sorted(),
            self.headers == self.headers.map({ $0.lowercased() })
        else { return nil }
    }

    /// `20150830/us-east-1/iam/aws4_request`
    var text: String { "\(day)/\(region)/\(service)/aws4_request" }
}
