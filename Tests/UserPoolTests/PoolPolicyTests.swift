import Foundation
import StrictJSON
import Testing

@testable import UserPool

@Suite struct PoolPolicyTests {
    @Test func theExampleFileHoldsTheDefaults() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = try Data(contentsOf: root.appending(path: "Config/pool.json"))
        #expect(try PoolPolicy(json: Array(file)) == PoolPolicy())
        let shown = try JSONSerialization.jsonObject(with: file) as? NSDictionary
        let whole = try JSONSerialization.jsonObject(with: JSONEncoder().encode(PoolPolicy()))
        #expect(shown == whole as? NSDictionary)
        #expect(PoolPolicy().faults.isEmpty)
    }

    @Test func anEmptyFileMeansTheDefaults() throws {
        #expect(try PoolPolicy(json: Array("{}".utf8)) == PoolPolicy())
    }

    @Test(arguments: [
        (#"{"Regoin":"us-east-1"}"#, "unknown member Regoin"),
        (#"{"UserPool":{"Policies":{"Password":1}}}"#, "unknown member Password"),
        (#"{"UserPoolClient":{"AccessTokenValidity":"1"}}"#, "wrong type"),
        ("nonsense", ""),
    ])
    func faultsAreNamed(json: String, part: String) {
        #expect {
            try PoolPolicy(json: Array(json.utf8))
        } throws: { error in
            guard case .policy(let faults)? = error as? UserPoolError else { return false }
            return part.isEmpty || faults.contains { $0.contains(part) }
        }
    }

    @Test func everyFaultIsFoundAtOnce() async throws {
        var policy = PoolPolicy()
        policy.region = "local"
        policy.userPool.policies.passwordPolicy.minimumLength = 5
        policy.userPool.schema = [SchemaAttribute(name: "shoe")]
        policy.userPoolClient.accessTokenValidity = 4
        policy.userPoolClient.refreshTokenValidity = .max
        policy.userPoolClient.clientSecret = "short"
        policy.passwordHashing.memoryKiB = 1
        #expect(policy.faults.count == 7)
    }

    @Test func symbolsAreCognitosAndSpacesAreNone() {
        let policy = PasswordPolicy()
        for symbol in "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-" {
            #expect(policy.complaint(about: "Password1\(symbol)") == nil)
        }
        for other in ["é", "€", " "] {
            #expect(
                policy.complaint(about: "Password1\(other)")
                    == "Password must have symbol characters")
        }
    }
}
