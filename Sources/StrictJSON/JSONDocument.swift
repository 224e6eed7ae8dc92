/// A JSON text that was read strictly, and where its values are: nothing of it is copied before
/// somebody asks for it.
package struct JSONDocument: Sendable {
    /// The text as it was written.
    package let bytes: [UInt8]
    private let nodes: [JSONNode]

    /// Throws as `JSONValue`'s initialiser.
    package init(jsonBytes: [UInt8]) throws(JSONError) {
        nodes = try JSONReader.read(jsonBytes)
        bytes = jsonBytes
    }

    /// Whether the text is an object.
    package var isObject: Bool { nodes[0].kind == .object }

    /// The member of that name, an ASCII one, if the text is an object that has one.
    package subscript(name: StaticString) -> JSONNode? {
        guard isObject else { return nil }
        return name.withUTF8Buffer { name in
            var index = 1
            while index < nodes.count {
                let member = nodes[index]
                if member.hasLength(of: name), isString(member, name.span.bytes) {
                    return nodes[member.next]
                }
                index = nodes[member.next].next
            }
            return nil
        }
    }

    package func isString(_ node: JSONNode) -> Bool { node.kind == .string }

    /// The string, or nil for any other kind of value.
    package func string(_ node: JSONNode) -> String? {
        node.kind == .string ? node.text(in: bytes) : nil
    }

    /// Whether the value is that string, byte for byte.
    package func isString(_ node: JSONNode, _ text: String) -> Bool {
        isString(node, text.utf8Span.span.bytes)
    }

    /// The exact integer, or nil for any other kind of value.
    package func integer(_ node: JSONNode) -> Int64? {
        node.kind == .integer ? JSONNumber.integer(bytes[node.range]) : nil
    }

    private func isString(_ node: JSONNode, _ text: RawSpan) -> Bool {
        guard node.kind == .string else { return false }
        guard node.isPlain else { return node.text(in: bytes).utf8Span.span.bytes.isSame(as: text) }
        return bytes.span.bytes.extracting(node.range).isSame(as: text)
    }
}

/// The values themselves.
extension JSONDocument {
    /// The whole text.
    package var value: JSONValue { value(0) }

    /// The value of that node.
    package func value(_ node: JSONNode) -> JSONValue { value(node.index) }

    private func value(_ index: Int) -> JSONValue {
        let node = nodes[index]
        switch node.kind {
        case .null: return .null
        case .no: return false
        case .yes: return true
        case .integer: return integer(node).map(JSONValue.integer) ?? .null
        case .double: return .double(JSONNumber.double(bytes[node.range]))
        case .string: return .string(node.text(in: bytes))
        case .array: return .array(parts(of: index).map(value))
        case .object: return .object(object(index))
        }
    }

    private func object(_ index: Int) -> JSONObject {
        JSONObject(
            unique: parts(of: index).map { name in
                .init(name: nodes[name].text(in: bytes), value: value(nodes[name].next))
            })
    }

    /// The indices of an array's elements or of an object's names.
    private func parts(of container: Int) -> [Int] {
        let isObject = nodes[container].kind == .object
        return Array(
            sequence(state: container + 1) { index in
                guard index < nodes[container].next else { return nil }
                defer { index = nodes[isObject ? nodes[index].next : index].next }
                return index
            })
    }
}
