import CognitoClient
import Foundation

/// A running `UpstreamScript`. It ends with this object, or with the test process.
final class Upstream: Sendable {
    struct Failed: Error {}

    /// What the server was sent.
    struct Request: Decodable {
        let method: String
        let path: String
        let fields: [String: String]
        let body: String
        let connection: Int
    }

    let port: Int
    private let lifeline: FileHandle

    /// A plain server for all tests that don't need one of their own.
    static let plain = Result { try Upstream() }

    /// - Parameter arguments: certificate and key files, and `old` for TLS 1.1.
    init(_ arguments: [String] = []) throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", UpstreamScript.text] + arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = ""
        while !line.hasSuffix("\n") {
            let bytes = output.fileHandleForReading.availableData
            guard !bytes.isEmpty else { throw Failed() }
            line += String(decoding: bytes, as: UTF8.self)
        }
        guard let port = Int(line.dropLast()) else { throw Failed() }
        self.port = port
        lifeline = input.fileHandleForWriting
    }

    deinit {
        try? lifeline.close()
    }

    func url(_ behaviour: String, _ key: String) -> String {
        "http://127.0.0.1:\(port)/\(behaviour)/\(key)"
    }

    /// The requests that came under `key`.
    func requests(_ key: String) async throws -> [Request] {
        let transport = try HTTPTransport(configuration: TransportConfiguration())
        let answer = try await transport.send(
            TransportRequest(url: url("log", key), method: .get, isRepeatable: true))
        return try JSONDecoder().decode([Request].self, from: Data(answer.body))
    }
}
