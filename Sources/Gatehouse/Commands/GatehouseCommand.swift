import ArgumentParser

/// The command line: `gatehouse` is `gatehouse serve`.
package struct GatehouseCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "gatehouse",
        abstract: "A self-contained HTTP auth backend for Amazon Cognito, or on its own user pool.",
        discussion: """
            Settings come from the environment and from .env in the working directory; \
            .env.example lists them all.
            """,
        version: Version.current,
        subcommands: [
            ServeCommand.self, PoolCommand.self, CheckCommand.self, HealthcheckCommand.self,
            TokenCommand.self, BackupCommand.self, RestoreCommand.self,
            VersionCommand.self,
        ],
        defaultSubcommand: ServeCommand.self)

    package init() {}

    /// Runs the command line. Without arguments nothing is parsed: the parser's reflection would cost
    /// a third of the start and megabytes of pages that nobody needs again.
    package static func start() async {
        guard CommandLine.argc == 1 else { return await main() }
        do { try await ServeCommand().run() } catch { exit(withError: error) }
    }
}

/// `gatehouse version`
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Print the version.")

    func run() { print("gatehouse \(Version.current)") }
}

enum Version {
    static let current = "0.1.0"
}
