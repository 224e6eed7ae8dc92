import CognitoAPI
import StrictJSON
import Testing

@testable import UserPool

@Suite struct ServiceModelTests {
    @Test(arguments: [
        ("[\\w+]+", "abc_+9", true), ("[\\w+]+", "", false), ("[\\w+]+", "a b", false),
        ("[\\w-]+_[0-9a-zA-Z]+", "us-east-1_AbC123", true), ("[\\w-]+_[0-9a-zA-Z]+", "us", false),
        ("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", "zoë§5!", true),
        ("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", "a b", false),
        ("^(terms-of-use|privacy-policy)$", "privacy-policy", true),
        ("^(terms-of-use|privacy-policy)$", "privacy", false),
        ("^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$", "a", true),
        ("^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$", "auth-1", true),
        ("^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$", "auth-", false),
        ("[\\x21\\x23-\\x5B\\x5D-\\x7E]+", "https://x", true),
        ("[\\x21\\x23-\\x5B\\x5D-\\x7E]+", "a\"b", false),
        (".*\\{####\\}.*", "code {####}.", true), (".*\\{####\\}.*", "code", false),
        ("Level[1-4]", "Level3", true), ("Level[1-4]", "Level5", false),
    ])
    func patternsMatchWhole(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try #require(ModelPattern(pattern)).matches(text) == isMatch)
    }

    /// A backtracking matcher would not come back from this one.
    @Test func aHostileARNIsDecidedAtOnce() throws {
        let arn = try #require(
            ModelPattern(
                "arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?"
            ))
        #expect(arn.matches("arn:aws:iam::123456789012:role/admin"))
        #expect(!arn.matches("arn:" + String(repeating: "a:", count: 1_000) + "!"))
    }

    @Test func everyLineOfTheModelIsRead() {
        let model = ServiceModel.cognito
        #expect(model.operations.count == 132)
        for operation in model.operations.values { #expect(model.shape(operation.input) != nil) }
        for text in [ServiceModel.inputText, ServiceModel.structureText, ServiceModel.valueText] {
            for line in text.split(separator: "\n") {
                #expect(ModelShape.read(line) != nil)
                // Every shape that a member names is there.
                for word in line.split(separator: " ").dropFirst(2) where word.contains(":") {
                    let name = String(word.split(separator: ":").last ?? "")
                    #expect(model.shape(name) != nil || line.contains(" ~"), "\(line)")
                }
                guard case .string(_, let pattern, _)? = ModelShape.read(line)?.1 else { continue }
                #expect((pattern != nil) == line.contains(" ~"), "\(line)")
            }
        }
    }

    @Test func everyFaultIsSaidAtOnce() throws {
        let input = try JSONValue(
            jsonBytes: Array(#"{"UserPoolId":"x y","Precedence":-1,"Description":null}"#.utf8)
        ).objectValue
        #expect(
            throws: CognitoError(
                .invalidParameter,
                "3 validation errors detected: Value null at 'groupName' failed to satisfy "
                    + "constraint: Member must not be null; Value 'x y' at 'userPoolId' failed to "
                    + "satisfy constraint: Member must satisfy regular expression pattern: "
                    + "[\\w-]+_[0-9a-zA-Z]+; Value '-1' at 'precedence' failed to satisfy "
                    + "constraint: Member must have value greater than or equal to 0")
        ) { try ModelCheck.check(try #require(input), for: "CreateGroup") }
    }

    @Test func aSecretIsNotRepeated() throws {
        let input: JSONObject = [
            "UserPoolId": "us-east-1_AbCdEfGhI", "Username": "ada", "Password": "se cret",
        ]
        #expect {
            try ModelCheck.check(input, for: "AdminSetUserPassword")
        } throws: {
            let text = ($0 as? CognitoError)?.message ?? ""
            return text.contains("'password'") && !text.contains("se cret")
        }
    }

    @Test func aValueOfTheWrongTypeIsASerializationFault() {
        #expect(
            throws: CognitoError(
                .serialization, "NUMBER_VALUE can not be converted to a String")
        ) { try ModelCheck.check(["UserPoolId": 1], for: "DescribeUserPool") }
    }
}
