import ArgumentParser
import CognitoClient
import Foundation
import HTTPWire

/// `gatehouse healthcheck`: exit code 0 if the server on this machine answers, for containers.
struct HealthcheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "healthcheck",
        abstract: "Ask the server on this machine whether it is alive (exit code 0 or 1).")

    func run() async throws {
        guard case .success(let configuration) = Configuration.load() else { throw ExitCode(1) }
        let url = "http://\(configuration.reachableHost):\(configuration.port)/health"
        let transport = try HTTPTransport(
            configuration: TransportConfiguration(
                usesProxy: false, sendsProxyHeader: configuration.demandsProxyHeaderFromItself))
        defer { transport.close() }
        let answer = try? await transport.send(
            TransportRequest(url: url, method: .get, isRepeatable: true))
        guard answer?.status == 200 else {
            FileHandle.standardError.write(Data("\(url) does not answer with 200\n".utf8))
            throw ExitCode(1)
        }
    }
}

extension Configuration {
    /// This machine is a listed proxy, as seen from its own server.
    var demandsProxyHeaderFromItself: Bool {
        let host = host == "localhost" ? "127.0.0.1" : reachableHost
        let digits = host.trimmingCharacters(in: ["[", "]"])
        return IPAddress(digits).map(proxyProtocol.contains) ?? false
    }

    /// The host by which this machine reaches its own server.
    var reachableHost: String {
        switch host {
        case "0.0.0.0": "127.0.0.1"
        case "::", "[::]": "[::1]"
        default: host.contains(":") ? "[\(host)]" : host
        }
    }
}
