/// How many connections each client address has open. No larger than the connections there are.
struct AddressCounts {
    private var counts: [UInt64: Int] = [:]

    /// Counts a connection unless the address has its fill already. 0 is nobody's address.
    mutating func enter(_ address: UInt64, limit: Int) -> Bool {
        guard address != 0, limit > 0 else { return true }
        let count = counts[address, default: 0]
        guard count < limit else { return false }
        counts[address] = count + 1
        return true
    }

    mutating func leave(_ address: UInt64) {
        guard address != 0, let count = counts[address] else { return }
        counts[address] = count > 1 ? count - 1 : nil
    }
}
