/// One thing wrong with the configuration: which variable, and what to do.
package struct ConfigurationFault: Error, Sendable, Equatable, CustomStringConvertible {
    package let name: String
    package let cure: String

    package var description: String { "\(name): \(cure)" }
}

/// Every fault of a configuration, told at once.
package struct ConfigurationFaults: Error, Sendable, Equatable, CustomStringConvertible {
    package let faults: [ConfigurationFault]

    package var description: String {
        (["The configuration has \(faults.count) fault\(faults.count == 1 ? "" : "s"):"]
            + faults.map { "  - \($0)" })
            .joined(separator: "\n")
    }
}
