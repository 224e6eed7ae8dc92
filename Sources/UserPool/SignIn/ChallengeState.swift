import Cryptography
import Foundation

/// What a challenge session knows: who has proven what so far, and what has to come now.
struct ChallengeState: Codable, Sendable, Equatable {
    /// The challenge that may be answered.
    var challenge: ChallengeName
    /// The name that was asked for, as names are compared; all that is known of nobody.
    var nameKey: String
    /// Nil for a user who doesn't exist, whose challenges are a pretence.
    var userID: Int64?
    /// Whose failed attempts count for this sign-in.
    var lockoutName: String
    /// Of the user's row when the first factor was proven: a password or status that changed
    /// meanwhile ends the sign-in.
    var standing: Data?
    /// The device that the client said it is, and whether it has proven that.
    var deviceKey: String?
    var isDeviceProven = false
    /// True where the sign-in began in a way that tracks no devices; nil is false.
    var ignoresDevices: Bool?
    /// A second factor has been proven already.
    var isSecondFactorProven = false
    /// The keyed hash of the code that was sent.
    var codeHash: Data?
    /// A software token's secret that is being set up, sealed.
    var pendingSecret: Data?
    /// The address that the code proves, where it is being set up as the second factor.
    var newAddress: String?
    /// The software token has been set up within this session.
    var isSetUp = false
    /// The code takes a password's place.
    var isFirstFactor = false
    /// What the user may choose from.
    var choices: [ChallengeName] = []

    init(challenge: ChallengeName, nameKey: String, user: UserRecord?, lockoutName: String) {
        self.challenge = challenge
        self.nameKey = nameKey
        self.lockoutName = lockoutName
        userID = user?.id
        standing = user.map(Self.standing)
    }

    /// What is proven when this challenge is answered: what was before, and what `prove` adds.
    ///
    /// - Parameter named: the device that the answer names; a proven one can't be changed for it.
    func proof(
        of user: UserRecord, device named: String?, _ prove: (inout SignInProof) -> Void = { _ in }
    ) -> SignInProof {
        var proof = SignInProof(
            user: user, nameKey: nameKey, lockoutName: lockoutName,
            deviceKey: isDeviceProven ? deviceKey : named ?? deviceKey)
        proof.isDeviceProven = isDeviceProven
        proof.ignoresDevices = ignoresDevices ?? false
        proof.isSecondFactorProven = isSecondFactorProven
        prove(&proof)
        return proof
    }

    static func standing(_ user: UserRecord) -> Data {
        let text = "\(user.status.rawValue)\n\(user.isEnabled)\n\(user.passwordHash ?? "")"
        return Data(SHA256.hash(Array(text.utf8)))
    }
}
