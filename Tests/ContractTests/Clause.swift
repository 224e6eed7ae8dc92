import CognitoAPI
import Testing

/// What every `CognitoService` must do, by name; each clause is one test.
enum Clause: String, Sendable {
    case signUpTellsWhereTheCodeWent
    case weakPasswordIsRefusedAtSignUp
    case takenEmailIsRefused
    case malformedEmailIsRefused
    case unconfirmedUserCannotSignIn
    case wrongCodeIsRefused
    case confirmingTwiceIsRefused
    case resendingReplacesTheCode
    case resendingToAConfirmedUserIsRefused
    case wrongPasswordIsRefused
    case unknownUserIsToldLikeAWrongPassword
    case signInGivesThreeTokens
    case tokensOfASessionShareItsOrigin
    case refreshKeepsTheSession
    case rotationReadyRefreshWorks
    case unknownRefreshTokenIsRefused
    case userCanBeRead
    case idTokenIsNoAccessToken
    case globalSignOutEndsEverySession
    case revokingATokenEndsItsSessionAlone
    case forgottenPasswordIsSetAnew
    case wrongResetCodeIsRefused
    case resetOfAnUnknownUserIsSimulated
    case unknownClientIsNamed
    case missingParameterIsNamed
    case adminFlowIsRefused
    case unknownSessionIsRefused
}

/// Where moto's server differs from Cognito, each by name: the suite fails when one is gone.
let motosDifferences: [Clause: Comment] = [
    .weakPasswordIsRefusedAtSignUp: "has a text of its own",
    .takenEmailIsRefused: "has a text of its own",
    .malformedEmailIsRefused: "accepts any user name",
    .wrongCodeIsRefused: "accepts any code",
    .confirmingTwiceIsRefused: "confirms again",
    .resendingReplacesTheCode: "lacks ResendConfirmationCode",
    .resendingToAConfirmedUserIsRefused: "lacks ResendConfirmationCode",
    .rotationReadyRefreshWorks: "lacks GetTokensFromRefreshToken",
    .unknownUserIsToldLikeAWrongPassword: "ignores PreventUserExistenceErrors",
    .revokingATokenEndsItsSessionAlone: "lacks RevokeToken",
    .missingParameterIsNamed: "looks for the user first",
    .adminFlowIsRefused: "has the text without its full stop",
    .unknownSessionIsRefused: "calls it ResourceNotFoundException",
    .userCanBeRead: "has no email_verified after the confirmation",
]

/// Runs a clause against a contestant. A named difference must show itself.
func hold(
    _ clause: Clause, on kind: Contestant.Kind,
    _ body: (Contestant) async throws -> Void
) async throws {
    let contestant = try await Contestant.made(kind)
    guard kind == .moto, let difference = motosDifferences[clause] else {
        return try await body(contestant)
    }
    await withKnownIssue(difference) { try await body(contestant) }
}
