/// What a Cognito operation takes: its request shape, in Cognito's own names.
///
/// Members are spelt lowerCamelCase here and UpperCamelCase on the wire (`clientId` is `ClientId`);
/// `CognitoWire` does the change. Shapes follow the service model of API version 2016-04-18.
package protocol CognitoInput: Codable, Sendable {
    associatedtype Output: Codable & Sendable

    /// The operation's name as in `X-Amz-Target`, e.g. `SignUp`.
    static var operation: String { get }

    /// True when doing it twice is the same as doing it once, so that a client may repeat it
    /// although the first attempt may have arrived.
    static var isIdempotent: Bool { get }
}

/// The waist of the house: somebody who answers Cognito's operations, Amazon or the embedded pool.
package protocol CognitoService: Sendable {
    /// Performs one operation.
    ///
    /// - Throws: `CognitoError` with Cognito's exception, or with one of the three codes that say
    ///   that no usable answer came back.
    func perform<Input: CognitoInput>(_ input: Input) async throws(CognitoError) -> Input.Output
}

/// The output of operations that answer `{}`.
package struct EmptyOutput: Codable, Sendable, Equatable {
    package init() {}
}

/// The output of operations without an output shape: an empty body, not `{}`.
package struct NoOutput: Codable, Sendable, Equatable {
    package init() {}
}
