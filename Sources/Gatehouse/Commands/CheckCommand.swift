import ArgumentParser
import Foundation

/// `gatehouse check`: shows the settings in force, or every fault and exit code 1.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the configuration and show what it amounts to.")

    func run() throws {
        switch Configuration.load() {
        case .success(let configuration):
            print("The configuration is good.")
            for (name, value) in configuration.summary { print("  \(name): \(value)") }
            for warning in configuration.warnings { print("  warning: \(warning)") }
        case .failure(let faults):
            FileHandle.standardError.write(Data((faults.description + "\n").utf8))
            throw ExitCode(1)
        }
    }
}
