import HTTPServer

/// Why a server could not listen, and which setting cures it.
struct StartFault: Error, CustomStringConvertible {
    private let error: ServerError
    private let setting: Setting

    init(_ error: ServerError, setting: Setting) {
        self.error = error
        self.setting = setting
    }

    var description: String {
        switch error {
        case .addressInUse:
            "\(error) Stop what listens there, or set \(setting.name) to another port."
        case .permissionDenied: "\(error) Set \(setting.name) to a port above 1023."
        case .unknownHost: "\(error) Set HOST to an address of this machine, or 0.0.0.0 for all."
        default: "\(error)"
        }
    }
}
