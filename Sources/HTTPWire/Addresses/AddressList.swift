/// Networks, as an operator lists them.
public struct AddressList: Sendable, Equatable {
    /// The list's ranges, in their order.
    public let ranges: [AddressRange]

    public init(_ ranges: [AddressRange] = []) { self.ranges = ranges }

    /// Ranges, addresses and the names of `AddressRange.named`, in any order.
    public init(parsing words: [String]) throws(UnknownWord) {
        var ranges: [AddressRange] = []
        for word in words {
            if let named = AddressRange.named(word) {
                ranges += named
            } else if let range = AddressRange(word) {
                ranges.append(range)
            } else {
                throw UnknownWord(word: word)
            }
        }
        self.ranges = ranges
    }

    /// The word that is neither a range nor a name.
    public struct UnknownWord: Error, Sendable, Equatable {
        /// What is neither an address nor a range.
        public let word: String

        public init(word: String) { self.word = word }
    }

    /// Whether nobody is on it.
    public var isEmpty: Bool { ranges.isEmpty }

    /// Whether one of the ranges has the address.
    public func contains(_ address: IPAddress) -> Bool {
        for range in ranges where range.contains(address) { return true }
        return false
    }
}
