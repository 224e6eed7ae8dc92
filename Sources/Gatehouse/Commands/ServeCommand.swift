import ArgumentParser
import Foundation

/// `gatehouse serve`: runs until it is told to end.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the API (the default).")

    func run() async throws {
        do {
            let configuration = try Configuration.load().get()
            let log = Log(configuration)
            defer { log.flush() }
            try await Application(configuration: configuration, log: log).run()
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            throw ExitCode(1)
        }
    }
}
