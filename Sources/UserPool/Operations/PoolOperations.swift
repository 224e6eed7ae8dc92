import CognitoAPI
import Cryptography
import Revocation

/// What the pool's operations are made from.
struct PoolParts: Sendable {
    let pool: PoolRecord
    let registry: PoolRegistry
    let policy: PoolPolicy
    let clients: ClientDirectory
    let store: PoolStore
    let passwords: PasswordForms
    let secrets: PoolSecrets
    let srp: SRPWork
    let codes: Codes
    let mailer: CodeMailer
    let issuer: TokenIssuer
    let gate: AccessTokenGate
    let revocations: any RevocationIndex
    let random: SecureRandom
    let clock: WallClock
    let report: @Sendable (PoolEvent) -> Void
}

/// Every operation that the pool answers; an operation not listed is unknown.
enum PoolOperations {
    static func all(_ parts: PoolParts) -> [OperationEntry] {
        let flows = SignInFlows(parts)
        return [
            OperationEntry(SignUpOperation(parts)),
            OperationEntry(ConfirmSignUpOperation(parts)),
            OperationEntry(ResendConfirmationCodeOperation(parts)),
            OperationEntry(InitiateAuthOperation(parts, flows: flows)),
            OperationEntry(RespondToAuthChallengeOperation(clients: parts.clients, flows: flows)),
            OperationEntry(GetTokensFromRefreshTokenOperation(parts)),
            OperationEntry(ForgotPasswordOperation(parts)),
            OperationEntry(ConfirmForgotPasswordOperation(parts)),
            OperationEntry(GetUserOperation(gate: parts.gate, store: parts.store)),
            OperationEntry(AssociateSoftwareTokenOperation(parts)),
            OperationEntry(VerifySoftwareTokenOperation(parts)),
            OperationEntry(SetUserMFAPreferenceOperation(parts)),
            OperationEntry(SetUserSettingsOperation(parts)),
            OperationEntry(
                GetUserAuthFactorsOperation(
                    gate: parts.gate, store: parts.store,
                    factors: FirstFactors(policy: parts.policy.userPool))),
            OperationEntry(ChangePasswordOperation(parts)),
            OperationEntry(UpdateUserAttributesOperation(parts)),
            OperationEntry(DeleteUserAttributesOperation(parts)),
            OperationEntry(GetUserAttributeVerificationCodeOperation(parts)),
            OperationEntry(VerifyUserAttributeOperation(parts)),
            OperationEntry(DeleteUserOperation(parts)),
            OperationEntry(ConfirmDeviceOperation(parts)),
            OperationEntry(
                UpdateDeviceStatusOperation(
                    gate: parts.gate, store: parts.store, clock: parts.clock)),
            OperationEntry(GetDeviceOperation(gate: parts.gate, store: parts.store)),
            OperationEntry(ListDevicesOperation(gate: parts.gate, store: parts.store)),
            OperationEntry(ForgetDeviceOperation(gate: parts.gate, store: parts.store)),
            OperationEntry(GlobalSignOutOperation(parts)),
            OperationEntry(RevokeTokenOperation(parts)),
        ] + AdminOperations.all(parts, flows: flows)
    }
}
