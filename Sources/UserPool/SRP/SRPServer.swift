import Cryptography

/// The server's side of SRP-6a as Cognito does it (cognito's clients: amazon-cognito-identity-js,
/// Amplify, pycognito), pure mathematics.
struct SRPServer: Sendable {
    /// Who proves himself, in the words that are hashed: pool name and user for passwords, device
    /// group and device for devices.
    struct Identity: Sendable, Equatable {
        let group: String
        let name: String

        /// The part of the pool's id behind its region, and the user's own name.
        static func user(_ name: String, poolID: String) -> Identity {
            let group = poolID.split(separator: "_", maxSplits: 1).last.map(String.init)
            return Identity(group: group ?? "", name: name)
        }
    }

    /// Both sides' public numbers and our secret.
    struct Exchange: Sendable {
        /// A.
        let clientPublic: [UInt8]
        /// b.
        let secret: [UInt8]
        /// B.
        let serverPublic: [UInt8]
    }

    let group: SRPGroup

    /// v = g^x with x = H(pad(salt) ‖ H(group ‖ name ‖ ":" ‖ password)).
    func verifier(
        _ identity: Identity, password: String, salt: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        let inner = SHA256.hash(Array("\(identity.group)\(identity.name):\(password)".utf8))
        let exponent = SHA256.hash(SRPNumber.padded(salt) + inner)
        return try group.arithmetic.power(group.generator, exponent)
    }

    /// Whether A is a number that the protocol allows: nobody proves anything with one that is 0
    /// modulo N, as the common secret would be 0 then.
    func accepts(clientPublic: [UInt8]) throws(CryptographyError) -> Bool {
        try group.arithmetic.reduced(clientPublic).contains { $0 != 0 }
    }

    /// B = k·v + g^b.
    func serverPublic(verifier: [UInt8], secret: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try group.arithmetic.sum(
            group.arithmetic.product(group.multiplier, verifier),
            group.arithmetic.power(group.generator, secret))
    }

    /// The 16 bytes that both sides know: S = (A · v^u)^b with u = H(pad(A) ‖ pad(B)), then HKDF
    /// with the information "Caldera Derived Key".
    func key(_ exchange: Exchange, verifier: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let scrambler = SHA256.hash(
            SRPNumber.padded(exchange.clientPublic) + SRPNumber.padded(exchange.serverPublic))
        let arithmetic = group.arithmetic
        let base = try arithmetic.product(
            exchange.clientPublic, arithmetic.power(verifier, scrambler))
        let common = try arithmetic.power(base, exchange.secret)
        let pseudorandom = HMACSHA256.authenticate(
            key: SRPNumber.padded(scrambler), message: SRPNumber.padded(common))
        let expanded = HMACSHA256.authenticate(
            key: pseudorandom, message: Array("Caldera Derived Key".utf8) + [1])
        return Array(expanded.prefix(16))
    }

    /// What a client sends that knows the key.
    static func signature(
        _ identity: Identity, key: [UInt8], secretBlock: [UInt8], timestamp: String
    ) -> [UInt8] {
        let names = Array((identity.group + identity.name).utf8)
        return HMACSHA256.authenticate(
            key: key, message: names + secretBlock + Array(timestamp.utf8))
    }
}
