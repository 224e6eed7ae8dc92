import Foundation

extension Configuration {
    /// Loads the configuration from `.env` in the working directory and the environment, which wins.
    package static func load() -> Result<Configuration, ConfigurationFaults> {
        guard FileManager.default.fileExists(atPath: ".env") else {
            return load(environment: ProcessInfo.processInfo.environment, dotEnv: nil)
        }
        guard let dotEnv = readFile(".env") else {
            return .failure(
                .init(faults: [.init(name: ".env", cure: "cannot be read as UTF-8 text")]))
        }
        return load(environment: ProcessInfo.processInfo.environment, dotEnv: dotEnv)
    }

    static func load(
        environment: [String: String], dotEnv: String?
    ) -> Result<Configuration, ConfigurationFaults> {
        let file = DotEnv.parse(dotEnv ?? "", file: ".env")
        let values = file.values.merging(environment) { $1.isEmpty ? $0 : $1 }
        switch parse(values, readFile: readFile) {
        case .success(let configuration):
            return file.faults.isEmpty
                ? .success(configuration) : .failure(.init(faults: file.faults))
        case .failure(let found):
            return .failure(.init(faults: file.faults + found.faults))
        }
    }

    private static func readFile(_ path: String) -> String? {
        try? String(contentsOfFile: path, encoding: .utf8)
    }
}
