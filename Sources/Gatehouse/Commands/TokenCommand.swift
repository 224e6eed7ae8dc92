import ArgumentParser
import CognitoClient
import Foundation
import JSONWebToken
import StrictJSON

/// `gatehouse token inspect|verify`: what is in a token, and whether it would be accepted.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Look into a token, or verify it.",
        subcommands: [Inspect.self, Verify.self])

    /// Shows what is written in a token, without believing it.
    struct Inspect: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "inspect", abstract: "Show what a token says. Nothing is verified.")

        @OptionGroup var input: TokenInput

        func run() throws {
            try TokenFault.told {
                let token = try UnverifiedToken(input.read())
                print("Not verified: anybody can have written this.")
                print("header \(token.header.text)")
                print("claims \(token.claims.text)")
            }
        }
    }

    /// Makes every check that the server makes, but for sign-outs.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Verify a token; exit code 0 and its claims, or 1 and the reason.")

        @Option(help: "JWKS document: a file, or an http(s) URL.")
        var jwks: String
        @Option(help: "The iss that the token must carry.")
        var issuer: String
        @Option(name: .customLong("client-id"), help: "App client; may be given several times.")
        var clientIDs: [String]
        @Option(help: "access, id or any.")
        var tokenUse: String
        @Option(name: .customLong("group"), help: "Demand one of these groups.")
        var groups: [String] = []
        @Option(name: .customLong("scope"), help: "Demand each of these scopes.")
        var scopes: [String] = []
        @OptionGroup var input: TokenInput

        func validate() throws {
            if uses.isEmpty { throw ValidationError("--token-use is access, id or any") }
        }

        func run() async throws {
            try await TokenFault.toldLater {
                let set = try await keySet()
                let verifier = try TokenVerifier(
                    issuer: issuer, clientIDs: Set(clientIDs), tokenUses: uses,
                    keys: StaticKeySource(set), clockSkew: APIRouter.clockSkew)
                let token = try await verifier.verify(
                    input.read(), now: SystemClock.seconds())
                if !groups.isEmpty { try token.require(oneOfGroups: groups) }
                try token.require(scopes: scopes)
                print(token.claims.text)
            }
        }

        private var uses: Set<TokenUse> {
            tokenUse == "any"
                ? Set(TokenUse.allCases) : Set([TokenUse(rawValue: tokenUse)].compactMap { $0 })
        }

        private func keySet() async throws(KeySetFault) -> JSONWebKeySet {
            let bytes: [UInt8]
            do { bytes = try await document() } catch { throw KeySetFault(error, at: jwks) }
            guard let set = try? JSONWebKeySet(jsonBytes: bytes) else {
                throw .noKeySet(at: jwks)
            }
            return set
        }

        private func document() async throws -> [UInt8] {
            guard ["http://", "https://"].contains(where: jwks.hasPrefix) else {
                return Array(try Data(contentsOf: URL(filePath: jwks)))
            }
            let transport = try HTTPTransport(configuration: TransportConfiguration())
            defer { transport.close() }
            return try await JWKSFetcher.make(url: jwks, transport: transport)()
        }
    }
}

/// Where a token is read from. Not from an argument: those can be seen in the list of processes.
struct TokenInput: ParsableArguments {
    @Argument(help: "File with the token; absent: standard input.")
    var file: String?

    func read() throws -> String {
        let data =
            try file.map(Self.contents)
            ?? FileHandle.standardInput.read(upToCount: TokenLimits.tokenBytes + 1024)
        return String(decoding: data ?? Data(), as: UTF8.self).trimmed()
    }

    private static func contents(_ file: String) throws -> Data {
        do { return try Data(contentsOf: URL(filePath: file)) } catch { throw NoTokenFile() }
    }

    /// The name isn't told: somebody may have put the token in its place.
    struct NoTokenFile: Error {}
}

/// Ends the command with a reason that never holds the token.
private enum TokenFault {
    static func told(_ work: () throws -> Void) throws {
        do { try work() } catch { throw end(error) }
    }

    static func toldLater(_ work: () async throws -> Void) async throws {
        do { try await work() } catch { throw end(error) }
    }

    private static func end(_ error: any Error) -> ExitCode {
        let text =
            switch error {
            case let error as TokenError: "refused: \(error) (\(error.code))"
            case let error as KeySetFault: error.sentence
            case is TokenInput.NoTokenFile:
                "there is no such file: give the name of one that holds the token, or the token itself "
                    + "on standard input"
            default: "can't be read: \(error.localizedDescription)"
            }
        FileHandle.standardError.write(Data("\(text)\n".utf8))
        return ExitCode(1)
    }
}

extension JSONObject {
    fileprivate var text: String { String(decoding: jsonBytes, as: UTF8.self) }
}
