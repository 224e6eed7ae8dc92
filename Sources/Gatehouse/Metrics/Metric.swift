/// One family of measurements in Prometheus's text format, version 0.0.4.
struct Metric {
    enum Kind: String { case counter, gauge }

    let name: String
    let kind: Kind
    /// One sentence, with the unit.
    let help: String
    /// Label pairs as text (`status="2xx"`, or empty) and what was measured.
    let samples: [(labels: String, value: Int)]

    init(_ kind: Kind, _ name: String, _ help: String, _ value: Int) {
        self.init(kind, name, help, samples: [("", value)])
    }

    init(_ kind: Kind, _ name: String, _ help: String, samples: [(labels: String, value: Int)]) {
        self.name = "gatehouse_" + name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    var text: String {
        let lines = samples.map { labels, value in
            labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
        }
        return "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n" + lines.joined()
    }
}
