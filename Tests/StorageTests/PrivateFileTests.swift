import Foundation
import Testing

@testable import Storage

@Suite struct PrivateFileTests {
    private let scratch = Scratch()
    private var path: String { scratch.file + ".json" }

    @Test func replacingMakesTheFileOrExchangesIt() throws {
        for text in ["first", "second, longer", ""] {
            try PrivateFile.replace(path, bytes: Array(text.utf8))
            #expect(try PrivateFile.read(path, limit: 100) == Array(text.utf8))
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let drafts = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.contains(".new-") }
        #expect(drafts.isEmpty)
    }

    /// Readers see one of the files in full, never a part.
    @Test func aReaderFindsTheOldOrTheNew() async throws {
        let path = path
        try PrivateFile.replace(path, bytes: [UInt8](repeating: 0, count: 50_000))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { @concurrent in
                for round in 1...20 {
                    try? PrivateFile.replace(
                        path, bytes: [UInt8](repeating: UInt8(round), count: 50_000))
                }
            }
            group.addTask { @concurrent in
                for _ in 0..<200 {
                    let bytes = (try? PrivateFile.read(path, limit: 100_000)) ?? []
                    #expect(bytes.count == 50_000 && Set(bytes).count == 1)
                }
            }
        }
    }

    @Test func anUnusablePlaceIsSaid() {
        #expect(throws: StorageError.self) {
            try PrivateFile.replace("/nowhere/at/all", bytes: [])
        }
    }
}
