/// Members of a JSON object of which every name must be known: a misspelt setting is a fault, not a
/// default. What a pool's operations stored is read leniently (`isLenient`): the service model has
/// passed it, and it holds more than this pool acts on.
///
/// All of them read through containers of one type, by name, and `Key` is constrained below alone: the
/// runtime looks up among all conformances of the program what a generic type demands of its parameters,
/// for each new one, some 300,000 instructions of the start.
struct StrictContainer<Key> {
    private let container: KeyedDecodingContainer<MemberName>
}

extension StrictContainer where Key: CodingKey & CaseIterable {
    init(_ decoder: any Decoder, keyedBy type: Key.Type) throws {
        let known = Set(Key.allCases.map(\.stringValue))
        container = try decoder.container(keyedBy: MemberName.self)
        let isLenient = decoder.userInfo[.isLenient] != nil
        if !isLenient,
            let stranger = container.allKeys.first(where: { !known.contains($0.stringValue) })
        {
            throw DecodingError.dataCorruptedError(
                forKey: stranger, in: container,
                debugDescription: "unknown member \(stranger.stringValue)")
        }
    }

    /// The member's value, or `fallback` when it is absent.
    func value<Value: Decodable>(_ key: Key, or fallback: Value) throws -> Value {
        try container.decodeIfPresent(Value.self, forKey: MemberName(key)) ?? fallback
    }

    func value<Value: Decodable>(_ key: Key) throws -> Value? {
        try container.decodeIfPresent(Value.self, forKey: MemberName(key))
    }
}

extension CodingUserInfoKey {
    static let isLenient = CodingUserInfoKey(rawValue: "isLenient")!
}

private struct MemberName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ key: some CodingKey) { stringValue = key.stringValue }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
