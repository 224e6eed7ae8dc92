/// What somebody has proven so far, and what the next transaction has to settle.
struct SignInProof: Sendable {
    /// Forms of the password that are missing, or kept at another cost than today's.
    struct Renewal: Sendable {
        var hash: String?
        var verifier: VerifierRecord?
    }

    let user: UserRecord
    /// The name that was asked for, as names are compared.
    let nameKey: String
    /// Whose failures the sign-in forgets.
    let lockoutName: String
    var renewal = Renewal()
    /// The device that the client says it is.
    var deviceKey: String?
    /// The way that was taken tracks no devices.
    var ignoresDevices = false
    /// The device has proven itself.
    var isDeviceProven = false
    /// A second factor has been proven, or set up.
    var isSecondFactorProven = false
}
