import Foundation
import Testing

@testable import Gatehouse

/// `.env.example` names every setting, in order, and its values are valid.
@Suite struct EnvExampleTests {
    private let lines: [String]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: ".env.example"), encoding: .utf8)
        lines = text.split(separator: "\n").map(String.init)
    }

    private var assignments: [String] {
        lines.filter { $0.hasPrefix("# ") && $0.dropFirst(2).prefix { $0 != " " }.contains("=") }
            .map { String($0.dropFirst(2)) }
    }

    @Test func itNamesEverySettingInOrder() {
        let names = assignments.map { String($0.prefix { $0 != "=" }) }
        #expect(names == Setting.all.map(\.name))
    }

    @Test func itShowsTheDefaults() {
        for setting in Setting.all {
            guard let standard = setting.standard else { continue }
            #expect(assignments.contains("\(setting.name)=\(standard)"))
        }
    }

    @Test func itsValuesAreValid() throws {
        let shown = assignments.filter {
            !$0.hasPrefix("COGNITO_") && !$0.hasPrefix("AWS_")
        }
        _ = try Configuration.load(environment: [:], dotEnv: shown.joined(separator: "\n")).get()
    }
}
