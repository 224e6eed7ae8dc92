import CognitoAPI
import Testing

@testable import UserPool

@Suite struct AttributeFormTests {
    private static let schema: [SchemaAttribute] = {
        var plan = SchemaAttribute(name: "custom:plan")
        plan.stringAttributeConstraints = StringAttributeConstraints(minLength: "2", maxLength: "4")
        var seats = SchemaAttribute(name: "custom:seats")
        seats.attributeDataType = .number
        seats.numberAttributeConstraints = NumberAttributeConstraints(minValue: "1", maxValue: "9")
        var member = SchemaAttribute(name: "custom:member")
        member.attributeDataType = .boolean
        var since = SchemaAttribute(name: "custom:since")
        since.attributeDataType = .dateTime
        return [plan, seats, member, since]
    }()

    @Test(arguments: [
        ("custom:plan", "free"), ("custom:plan", "é́é́"), ("custom:seats", "1"),
        ("custom:seats", "8.5"),
        ("custom:member", "true"), ("custom:since", "2026-01-31T10:00:00Z"),
        ("custom:since", "1760000000"), ("birthdate", "1815-12-10"), ("updated_at", "0"),
        ("name", String(repeating: "a", count: 2_048)),
    ])
    func whatFitsIsTaken(name: String, value: String) throws {
        try AttributeRules(schema: Self.schema).demandForm(of: name, value)
    }

    @Test(arguments: [
        ("custom:plan", "f", "String must have at least 2 characters"),
        ("custom:plan", "whole", "String must have at most 4 characters"),
        ("custom:seats", "0", "Number must be at least 1"),
        ("custom:seats", "10", "Number must be at most 9"),
        ("custom:seats", "nine", "Must be a number"), ("custom:seats", "0x5", "Must be a number"),
        ("custom:member", "yes", "Must be a boolean"),
        ("custom:since", "yesterday", "Must be a date and time"),
        ("birthdate", "1815", "String must have at least 10 characters"),
        ("updated_at", "-1", "Number must be at least 0"),
        ("email_verified", "maybe", "Must be a boolean"),
    ])
    func whatDoesNotFitIsRefused(name: String, value: String, fault: String) {
        let refusal = CognitoError(
            .invalidParameter, "Attributes did not conform to the schema: \(name): \(fault)\n")
        #expect(throws: refusal) {
            try AttributeRules(schema: Self.schema).demandForm(of: name, value)
        }
    }

    @Test func everyOperationThatSetsAttributesLooksAtThem() async throws {
        let bench = try await Bench { $0.userPool.schema = Self.schema }
        let refusal = CognitoError(
            .invalidParameter,
            "Attributes did not conform to the schema: custom:seats: Must be a number\n")
        let wrong = [AttributeType(name: "custom:seats", value: "many")]
        await #expect(throws: refusal) { _ = try await bench.signUp(attributes: wrong) }
        try await bench.register()
        let token = try await bench.signIn().accessToken ?? ""
        await #expect(throws: refusal) {
            _ = try await bench.pool.perform(
                UpdateUserAttributes.Input(accessToken: token, userAttributes: wrong))
        }
        for (operation, name) in [
            ("AdminCreateUser", "new@example.com"),
            ("AdminUpdateUserAttributes", "alice@example.com"),
        ] {
            await #expect(throws: refusal) {
                _ = try await bench.wire(
                    operation,
                    #"""
                    {"UserPoolId":"\#(bench.pool.id)","Username":"\#(name)",
                    "UserAttributes":[{"Name":"custom:seats","Value":"many"}]}
                    """#)
            }
        }
    }

    @Test func boundsThatContradictThemselvesAreAFault() {
        var attribute = SchemaAttribute(name: "custom:plan")
        attribute.stringAttributeConstraints = StringAttributeConstraints(
            minLength: "5", maxLength: "4")
        #expect(attribute.fault != nil)
        attribute.stringAttributeConstraints = StringAttributeConstraints(minLength: "some")
        #expect(attribute.fault != nil)
        attribute.stringAttributeConstraints = StringAttributeConstraints(minLength: "4")
        #expect(attribute.fault == nil)
    }
}
