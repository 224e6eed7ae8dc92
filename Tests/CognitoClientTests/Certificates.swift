import Foundation

/// Certificates made by the `openssl` command: an authority, and servers' certificates signed by it.
struct Certificates {
    struct Failed: Error {}

    let directory: URL
    var authority: String { file("ca.pem") }

    /// One authority for all tests.
    static let shared = Result { try Certificates() }

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "gatehouse-certificates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try openssl(
            "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=authority -days 2"
        )
    }

    /// Arguments for `Upstream`: a certificate for `host` that ends in `days`, and its key.
    func server(host: String, days: Int) throws -> [String] {
        let name = "\(host)-\(days)-\(UUID().uuidString)"
        try Data("subjectAltName=DNS:\(host)".utf8).write(
            to: directory.appending(path: name + ".ext"))
        try openssl(
            "req -newkey rsa:2048 -nodes -keyout \(name).key -out \(name).csr -subj /CN=\(host)")
        try openssl(
            "x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -days \(days) -extfile \(name).ext"
                + " -out \(name).pem -set_serial \(UInt32.random(in: 1 ... .max))")
        return [file(name + ".pem"), file(name + ".key")]
    }

    private func file(_ name: String) -> String {
        directory.appending(path: name).path()
    }

    private func openssl(_ arguments: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = directory
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
    }
}
