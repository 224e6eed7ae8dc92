import Foundation

/// Takes settings out of the environment and collects every fault on the way.
struct SettingsReader {
    private let values: [String: String]
    private let readFile: (String) -> String?
    private(set) var faults: [ConfigurationFault]

    init(values: [String: String], readFile: @escaping (String) -> String?) {
        self.values = values
        self.readFile = readFile
        faults = []
        reportUnknownNames()
    }

    mutating func fault(_ setting: Setting, _ cure: String) {
        faults.append(.init(name: setting.name, cure: cure))
    }

    /// The value, its file's content for a secret given as `NAME_FILE`, or the default.
    mutating func string(_ setting: Setting) -> String? {
        let value = given(setting.name)
        guard setting.isSecret, let path = given("\(setting.name)_FILE") else {
            return value ?? setting.standard
        }
        if value != nil { fault(setting, "set it or \(setting.name)_FILE, not both") }
        guard let content = readFile(path)?.trimmed(), !content.isEmpty else {
            faults.append(.init(name: "\(setting.name)_FILE", cure: "cannot be read, or is empty"))
            return nil
        }
        return content
    }

    /// The content of the file that the setting names.
    mutating func content(_ setting: Setting) -> String? {
        guard let path = string(setting) else { return nil }
        guard let content = readFile(path) else {
            fault(setting, "the file \(path) cannot be read")
            return nil
        }
        return content
    }

    /// The path of a file with certificates in PEM.
    mutating func certificates(_ setting: Setting) -> String? {
        guard let content = content(setting) else { return nil }
        if !content.contains("-----BEGIN CERTIFICATE-----") {
            fault(setting, "the file holds no PEM certificate")
        }
        return string(setting)
    }

    func isGiven(_ setting: Setting) -> Bool { given(setting.name) != nil }

    mutating func integer(_ setting: Setting, in range: ClosedRange<Int>) -> Int? {
        guard let text = string(setting) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        fault(setting, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        return setting.standard.flatMap { Int($0) }
    }

    /// Seconds, with a fraction if need be, as milliseconds.
    mutating func seconds(_ setting: Setting, in range: ClosedRange<Double>) -> Int64 {
        let text = string(setting) ?? ""
        if let number = Double(text), range.contains(number) {
            return Int64(number * 1000)
        }
        fault(setting, "must be seconds from \(range.lowerBound) to \(range.upperBound)")
        return Int64(range.lowerBound * 1000)
    }

    mutating func choice<Value>(_ setting: Setting, _ values: [String: Value]) -> Value? {
        guard let text = string(setting) else { return nil }
        if let value = values[text.lowercased()] { return value }
        fault(setting, "must be one of \(values.keys.sorted().joined(separator: ", "))")
        return nil
    }

    mutating func list(_ setting: Setting) -> [String] {
        (string(setting) ?? "").split(separator: ",").map { String($0.trimmingSpaces()) }
            .filter { !$0.isEmpty }
    }

    /// An absolute http(s) URL without a trailing slash.
    mutating func url(_ setting: Setting) -> String? {
        string(setting).flatMap { url(setting, $0) }
    }

    /// The same of a text; plain http only on this machine: what it brings is trusted.
    mutating func trustedURL(_ setting: Setting, _ text: String) -> String? {
        guard let url = url(setting, text) else { return nil }
        let host = URL(string: url)?.host() ?? ""
        if url.hasPrefix("https://") || Configuration.isLoopback(host) { return url }
        fault(setting, "\(url) must be https: its keys are believed")
        return nil
    }

    private mutating func url(_ setting: Setting, _ given: String) -> String? {
        var text = given
        while text.hasSuffix("/") { text.removeLast() }
        let url = URL(string: text)
        guard let url, ["http", "https"].contains(url.scheme), url.host()?.isEmpty == false,
            url.user() == nil, url.query() == nil, url.fragment() == nil
        else {
            fault(setting, "must be a URL like https://host:port, without user, query or fragment")
            return nil
        }
        return text
    }

    private func given(_ name: String) -> String? {
        guard let value = values[name]?.trimmed(), !value.isEmpty else { return nil }
        return value
    }

    /// A misspelt name would silently leave a default in force, and COGNITO_USERPOOL_ID the
    /// embedded pool.
    private mutating func reportUnknownNames() {
        let settings = Setting.all.flatMap {
            $0.isSecret ? [$0.name, "\($0.name)_FILE"] : [$0.name]
        }
        let known = Set(settings + Setting.unused)
        for name in values.keys.sorted() where !known.contains(name) {
            if let meant = settings.first(where: { Misspelling.isOne(name, of: $0) }) {
                faults.append(.init(name: name, cure: "is not a setting; is \(meant) meant?"))
            } else if Self.isOurs(name) {
                faults.append(
                    .init(name: name, cure: "is not a setting; see .env.example for the names"))
            }
        }
    }

    private static func isOurs(_ name: String) -> Bool {
        name.hasPrefix("GATEHOUSE_") || name.hasPrefix("COGNITO_")
    }
}
