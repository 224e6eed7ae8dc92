import ArgumentParser
import Foundation

/// `gatehouse pool`: the user pool alone, where Cognito's endpoint would be.
struct PoolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pool",
        abstract: "Serve the embedded user pool alone, as Cognito's endpoint (GATEHOUSE_POOL_PORT)."
    )

    func run() async throws {
        do {
            let configuration = try Configuration.load().get()
            let log = Log(configuration)
            defer { log.flush() }
            try await PoolApplication(configuration: configuration, log: log).run()
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            throw ExitCode(1)
        }
    }
}
