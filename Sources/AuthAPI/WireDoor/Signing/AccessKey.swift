/// A key pair with which administrators sign.
package struct AccessKey: Sendable {
    package let id: String
    let secret: String

    package init(id: String, secret: String) {
        self.id = id
        self.secret = secret
    }
}

/// Never shows the secret, wherever it is printed.
extension AccessKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "access key \(id)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Who may call the signed operations.
package enum AdminAccess: Sendable {
    /// Who signs with this key.
    case key(AccessKey)
    /// Whoever runs on this machine, signed or not: development only.
    case thisMachine
    case nobody
}
