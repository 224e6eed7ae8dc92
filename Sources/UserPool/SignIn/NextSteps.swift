import CognitoAPI
import GRDB
import StrictJSON

/// Decides what a sign-in needs after a proof: first a password of the user's own, then the second
/// factor.
struct NextSteps: Sendable {
    private let newPassword: NewPasswordChallenge
    private let factors: SecondFactors
    private let codes: CodeChallenges
    private let devices: Devices

    init(_ parts: PoolParts) {
        newPassword = NewPasswordChallenge(policy: parts.policy.userPool)
        factors = SecondFactors(policy: parts.policy.userPool)
        codes = CodeChallenges(parts)
        devices = Devices(parts)
    }

    /// Nil when nothing is left to prove.
    ///
    /// - Parameters:
    ///   - device: the one that the client says it is.
    ///   - session: the text that the challenge's session will have.
    func step(
        after proof: SignInProof, _ user: UserRecord, _ attributes: [String: String],
        device: DeviceRecord?, session: String, _ db: Database
    ) throws -> Result<NextStep?, CognitoError> {
        if user.status == .forceChangePassword {
            return .success(newPassword.step(after: proof, user, attributes))
        }
        if let device, device.isTrusted, !proof.isDeviceProven {
            return .success(
                NextStep(state: state(.deviceSRP, proof, user), parameters: [:]))
        }
        if factors.isOff || proof.isSecondFactorProven { return .success(nil) }
        if proof.isDeviceProven, devices.sparesSecondFactor { return .success(nil) }
        let (usable, preferred) = try factors.usable(user, attributes, db)
        guard let first = usable.first else { return setUp(proof, user) }
        guard let factor = preferred ?? (usable.count == 1 ? first : nil) else {
            return .success(choice(usable, proof, user))
        }
        return try challenge(
            state(factor.challenge, proof, user), user, attributes, session: session, db
        ).map { $0 }
    }

    /// The challenge of `state`, with its code.
    func challenge(
        _ state: ChallengeState, _ user: UserRecord, _ attributes: [String: String],
        session: String, _ db: Database
    ) throws -> Result<NextStep, CognitoError> {
        let address = state.challenge.medium.flatMap { attributes[$0.attribute] }
        return try codes.step(state, user: user, address: address, session: session, db)
    }

    /// MFA_SETUP where everybody must have a second factor; nothing where not.
    private func setUp(
        _ proof: SignInProof, _ user: UserRecord
    ) -> Result<NextStep?, CognitoError> {
        guard factors.isRequired else { return .success(nil) }
        let settable = factors.settable
        guard !settable.isEmpty else {
            return .failure(
                CognitoError(
                    .invalidParameter,
                    "User does not have delivery config set to turn on a second factor"))
        }
        let list = Self.json(settable.map(\.rawValue))
        return .success(
            NextStep(
                state: state(.mfaSetup, proof, user),
                parameters: ["MFAS_CAN_SETUP": list, "USER_ID_FOR_SRP": user.username]))
    }

    private func choice(
        _ usable: [SecondFactor], _ proof: SignInProof, _ user: UserRecord
    ) -> NextStep {
        var state = state(.selectMFA, proof, user)
        state.choices = usable.map(\.challenge)
        return NextStep(
            state: state,
            parameters: [
                "MFAS_CAN_CHOOSE": Self.json(usable.map(\.rawValue)),
                "USER_ID_FOR_SRP": user.username,
            ])
    }

    private func state(
        _ challenge: ChallengeName, _ proof: SignInProof, _ user: UserRecord
    ) -> ChallengeState {
        var state = ChallengeState(
            challenge: challenge, nameKey: proof.nameKey, user: user,
            lockoutName: proof.lockoutName)
        state.deviceKey = proof.deviceKey
        state.isDeviceProven = proof.isDeviceProven
        state.ignoresDevices = proof.ignoresDevices
        state.isSecondFactorProven = proof.isSecondFactorProven
        return state
    }

    private static func json(_ names: [String]) -> String {
        String(decoding: JSONValue.array(names.map { .string($0) }).jsonBytes, as: UTF8.self)
    }
}
