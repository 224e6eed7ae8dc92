import Foundation

/// How the embedded pool behaves: `Config/pool.json`, in Cognito's own member names where Cognito
/// has one. Every member may be left out; unknown ones are refused.
package struct PoolPolicy: Codable, Sendable, Equatable {
    /// Prefix of the pool id; shaped like an AWS region, or aws-jwt-verify refuses the id.
    package var region = "us-east-1"
    package var userPool = UserPoolPolicy()
    package var userPoolClient = ClientPolicy()
    package var passwordHashing = PasswordHashing()
    /// A password set anew against a mailed code signs its user out everywhere: whoever knew the old
    /// one may be signed in. Cognito's way is false.
    package var passwordResetEndsSessions = true

    package init() {}

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        region = try members.value(.region, or: region)
        userPool = try members.value(.userPool, or: userPool)
        userPoolClient = try members.value(.userPoolClient, or: userPoolClient)
        passwordHashing = try members.value(.passwordHashing, or: passwordHashing)
        passwordResetEndsSessions = try members.value(
            .passwordResetEndsSessions, or: passwordResetEndsSessions)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case region = "Region"
        case userPool = "UserPool"
        case userPoolClient = "UserPoolClient"
        case passwordHashing = "PasswordHashing"
        case passwordResetEndsSessions = "PasswordResetEndsSessions"
    }
}

extension PoolPolicy {
    /// Reads a policy file's bytes.
    ///
    /// - Throws: `UserPoolError.policy` naming the member that is unknown or of the wrong type.
    package init(json: [UInt8]) throws(UserPoolError) {
        do {
            self = try JSONDecoder().decode(PoolPolicy.self, from: Data(json))
        } catch let DecodingError.dataCorrupted(context) {
            throw .policy([context.debugDescription])
        } catch let DecodingError.typeMismatch(_, context) {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw .policy(["\(path) has a value of the wrong type"])
        } catch {
            throw .policy(["not a JSON object of settings"])
        }
    }

    /// Everything that is wrong with it; empty when it can be used.
    package var faults: [String] {
        var faults = userPool.faults + userPoolClient.faults + passwordHashing.faults
        if !Self.isRegion(region) { faults.append("Region must look like us-east-1") }
        return faults
    }

    /// Whether a pool id may begin so: `[a-z]{2}-(gov-)?[a-z]+-[0-9]`.
    package static func isRegion(_ text: String) -> Bool {
        var words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        if words.count == 4, words[1].elementsEqual("gov".utf8) { words.remove(at: 1) }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return words.count == 3 && words.prefix(2).allSatisfy { $0.allSatisfy(letters.contains) }
            && words[0].count == 2 && !words[1].isEmpty
            && words[2].count == 1 && words[2].allSatisfy(digits.contains)
    }
}
