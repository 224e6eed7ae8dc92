/// An accepted client.
struct Peer: Sendable {
    var descriptor: Int32
    /// In digits, without the port.
    var address: String
    /// Its number in `Admission`; 0 if it isn't counted.
    var client: UInt64
    /// It speaks for another, whom it names first.
    var isProxy = false
}
