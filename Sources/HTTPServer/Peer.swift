/// An accepted client.
struct Peer: Sendable {
    var descriptor: Int32
    /// In digits, without the port.
    var address: String
    /// Its number in `AddressCounts`; 0 if it isn't counted.
    var client: UInt64
}
