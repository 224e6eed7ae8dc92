import Foundation
import Logging
import Testing

@testable import Gatehouse

@Suite struct LogTests {
    private static let nasty = "a\r\n{\"level\":\"error\"}\u{1B}[31m\u{7F}\"\\é"

    private func line(_ format: Configuration.LogFormat) -> [UInt8] {
        var line = LogLine(
            format, time: LogTime(second: Array("t".utf8), milliseconds: 7), level: "info",
            message: Self.nasty)
        line.add("path", Self.nasty)
        line.add("bytes", 7)
        line.add(named: Self.nasty, "x")
        return line.finished()
    }

    @Test func aJSONLineIsOneObjectWhateverIsInIt() throws {
        let bytes = line(.json)
        #expect(bytes.filter { $0 < 32 } == [10] && bytes.last == 10)
        let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        #expect(object?["message"] as? String == Self.nasty)
        #expect(object?["path"] as? String == Self.nasty && object?["bytes"] as? Int == 7)
    }

    @Test func aTextLineIsOneLineWithoutControls() {
        let bytes = line(.text)
        #expect(bytes.filter { $0 < 32 || $0 == 127 } == [10] && bytes.last == 10)
    }

    @Test func linesArriveInOrderAndWhole() throws {
        let pipe = Pipe()
        let log = Log(
            format: .json, level: .info, descriptor: pipe.fileHandleForWriting.fileDescriptor)
        for number in 0..<100 { log.logger().info("line", metadata: ["number": "\(number)"]) }
        log.logger().debug("not this one")
        log.flush()
        try pipe.fileHandleForWriting.close()
        let lines = try #require(try pipe.fileHandleForReading.readToEnd()).split(separator: 10)
        let numbers = try lines.map { line in
            (try JSONSerialization.jsonObject(with: line) as? [String: String])?["number"]
        }
        #expect(numbers == (0..<100).map { String($0) })
    }

    @Test func aReaderThatStallsStopsNobody() throws {
        let pipe = Pipe()
        let writer = LogWriter(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        let line = [UInt8](repeating: 120, count: 1 << 20)
        // Nobody reads: the pipe takes 64 KB, the buffer 8 MB, and the rest is counted.
        for _ in 0..<24 { writer.write(line) }
        let reader = Thread { while !pipe.fileHandleForReading.availableData.isEmpty {} }
        reader.start()
        writer.flush()
        #expect(writer.droppedLines > 0)
    }
}
