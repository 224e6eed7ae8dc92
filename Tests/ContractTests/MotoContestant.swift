import CognitoClient
import Foundation

/// Moto's server in a process of its own, from the virtual environment that `make deps` makes.
enum MotoContestant {
    private struct Ready: Decodable {
        let endpoint: String
        let clientId: String
    }

    private struct Missing: Error, CustomStringConvertible {
        let description = "moto's server did not start: run make deps"
    }

    static func make() async throws -> Contestant {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = root.appending(path: ".build/venv/bin/python")
        process.arguments = [here.appending(path: "moto_server.py").path()]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let ready = try await firstLine(of: output.fileHandleForReading)
        let client = CognitoClient(
            endpoint: ready.endpoint, clientID: ready.clientId, clientSecret: nil,
            transport: try HTTPTransport(configuration: TransportConfiguration()))
        // It accepts any code; the pipe is held so that the process lives as long as this one.
        return Contestant(service: OneAtATime(client), clientID: ready.clientId) { _ in
            withExtendedLifetime(input) { "123456" }
        }
    }

    private static func firstLine(of handle: FileHandle) async throws -> Ready {
        let line = await withCheckedContinuation { done in
            DispatchQueue.global().async { done.resume(returning: handle.availableData) }
        }
        guard let ready = try? JSONDecoder().decode(Ready.self, from: line) else { throw Missing() }
        return ready
    }
}
