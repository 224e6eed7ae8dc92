/// Members of a JSON object of which every name must be known: a misspelt setting is a fault, not a
/// default. What a pool's operations stored is read leniently (`isLenient`): the service model has
/// passed it, and it holds more than this pool acts on.
struct StrictContainer<Key: CodingKey & CaseIterable> {
    private let container: KeyedDecodingContainer<Key>

    init(_ decoder: any Decoder, keyedBy type: Key.Type) throws {
        let known = Set(Key.allCases.map(\.stringValue))
        let names = try decoder.container(keyedBy: AnyName.self)
        let isLenient = decoder.userInfo[.isLenient] != nil
        if !isLenient,
            let stranger = names.allKeys.first(where: { !known.contains($0.stringValue) })
        {
            throw DecodingError.dataCorruptedError(
                forKey: stranger, in: names,
                debugDescription: "unknown member \(stranger.stringValue)")
        }
        container = try decoder.container(keyedBy: type)
    }

    /// The member's value, or `fallback` when it is absent.
    func value<Value: Decodable>(_ key: Key, or fallback: Value) throws -> Value {
        try container.decodeIfPresent(Value.self, forKey: key) ?? fallback
    }

    func value<Value: Decodable>(_ key: Key) throws -> Value? {
        try container.decodeIfPresent(Value.self, forKey: key)
    }
}

extension CodingUserInfoKey {
    static let isLenient = CodingUserInfoKey(rawValue: "isLenient")!
}

private struct AnyName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
