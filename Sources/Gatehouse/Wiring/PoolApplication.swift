import Foundation
import HTTPServer
import Logging
import Revocation
import Storage
import UserPool

/// The embedded pool alone, behind its wire door: a stand-in for Cognito's endpoint, without the API.
struct PoolApplication: Sendable {
    let configuration: Configuration
    let log: Log

    /// Serves until SIGTERM or SIGINT.
    func run() async throws {
        let draining = Flag()
        ProcessLimits.prepare()
        let signals = try Signals(second: {
            log.flush()
            exit(1)
        })
        guard case .embedded(let settings) = configuration.backend else {
            throw ConfigurationFaults(faults: [
                .init(
                    name: Setting.userPoolID.name,
                    cure: "is set, but gatehouse pool serves the embedded pool alone")
            ])
        }
        // Held while it runs.
        let lock = try DirectoryLock(configuration.dataDirectory)
        try PrivateTree.close(configuration.dataDirectory, log: log)
        let door = try await PoolDoor.open(
            settings, on: try listen(settings), configuration: configuration,
            limits: .shared(configuration, log: log), draining: draining, log: log)
        announce(door)
        StartPages.giveBackSoon()
        await signals.first()
        draining.set()
        door.server.beginDrain()
        log.logger().notice("Gatehouse is stopping")
        try? await Task.sleep(for: configuration.drainDelay)
        await door.stop(grace: configuration.drainTime)
        try? door.backend.revocations.close()
        log.logger().notice("Gatehouse has stopped")
        withExtendedLifetime((lock, signals)) {}
    }

    private func listen(_ settings: EmbeddedBackend) throws -> ListeningSocket {
        do throws(ServerError) {
            return try ListeningSocket(
                PoolDoor.server(settings, configuration: configuration))
        } catch {
            throw StartFault(error, setting: .poolPort)
        }
    }

    private func announce(_ door: PoolDoor) {
        let url = "http://\(configuration.reachableHost):\(door.port)"
        let members = [
            ("wireDoor", url), ("userPoolId", door.pool.id), ("clientId", door.pool.clientID),
            ("issuer", door.pool.issuer),
            ("administrators", Configuration.administrators(door.administrators)),
            ("inbox", door.showsInbox ? "\(url)/inbox" : "off"),
            ("testHooks", door.showsInbox ? "/clock, /reset" : "off"),
        ]
        guard log.format == .json else {
            let lines = members.map {
                "  \($0.0.padding(toLength: 14, withPad: " ", startingAt: 0)) \($0.1)\n"
            }
            return log.write(
                text: "Gatehouse \(Version.current), the user pool alone, is listening.\n"
                    + lines.joined() + "Try:\n  aws --endpoint-url \(url) --region "
                    + "\(door.pool.id.prefix { $0 != "_" }) cognito-idp list-user-pools "
                    + "--max-results 10\n")
        }
        var line = log.line(.notice, "Gatehouse is listening")
        for (name, value) in members { line.add(named: name, value) }
        log.write(line)
    }
}
