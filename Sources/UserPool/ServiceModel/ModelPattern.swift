/// A regular expression of the service model, matched whole and in time linear in the text: the
/// model's own patterns (ARNs) would send a backtracking matcher into hours on a hostile text.
struct ModelPattern: Sendable {
    /// One step of the machine: take a scalar, go on in two places, or be done.
    enum Step: Sendable {
        case take(ScalarClass)
        case fork(Int, Int)
        case jump(Int)
        case done
    }

    let text: String
    private let steps: [Step]

    /// Nil when the pattern isn't in the small language that the model uses.
    init?(_ text: String) {
        var parser = ModelPatternParser(text)
        guard let node = parser.parse() else { return nil }
        var steps: [Step] = []
        Self.compile(node, into: &steps)
        steps.append(.done)
        self.text = text
        self.steps = steps
    }

    /// Whether all of `text` matches.
    func matches(_ text: String) -> Bool {
        var active = closure([0])
        for scalar in text.unicodeScalars {
            var next: [Int] = []
            for index in active {
                if case .take(let set) = steps[index], set.contains(scalar) {
                    next.append(index + 1)
                }
            }
            active = closure(next)
            if active.isEmpty { return false }
        }
        return active.contains { if case .done = steps[$0] { true } else { false } }
    }

    /// Every step that can be reached without taking a scalar.
    private func closure(_ start: [Int]) -> [Int] {
        var isIn = [Bool](repeating: false, count: steps.count)
        var open = start
        var reached: [Int] = []
        while let index = open.popLast() {
            guard !isIn[index] else { continue }
            isIn[index] = true
            switch steps[index] {
            case .fork(let left, let right): open += [left, right]
            case .jump(let target): open.append(target)
            case .take, .done: reached.append(index)
            }
        }
        return reached
    }

    private static func compile(_ node: ModelPatternParser.Node, into steps: inout [Step]) {
        switch node {
        case .scalar(let set): steps.append(.take(set))
        case .sequence(let nodes): for node in nodes { compile(node, into: &steps) }
        case .choice(let nodes): compile(choice: nodes[...], into: &steps)
        case .repeated(let node, let least, let most):
            for _ in 0..<least { compile(node, into: &steps) }
            if let most {
                for _ in least..<most { compile(optional: node, into: &steps) }
            } else {
                let start = steps.count
                compile(optional: node, into: &steps, thenTo: start)
            }
        }
    }

    private static func compile(
        optional node: ModelPatternParser.Node, into steps: inout [Step],
        thenTo start: Int? = nil
    ) {
        let fork = steps.count
        steps.append(.done)
        compile(node, into: &steps)
        if let start { steps.append(.jump(start)) }
        steps[fork] = .fork(fork + 1, steps.count)
    }

    private static func compile(
        choice nodes: ArraySlice<ModelPatternParser.Node>, into steps: inout [Step]
    ) {
        guard let first = nodes.first else { return }
        guard nodes.count > 1 else { return compile(first, into: &steps) }
        let fork = steps.count
        steps.append(.done)
        compile(first, into: &steps)
        let leave = steps.count
        steps.append(.done)
        steps[fork] = .fork(fork + 1, steps.count)
        compile(choice: nodes.dropFirst(), into: &steps)
        steps[leave] = .jump(steps.count)
    }
}
