import HTTPTypes
import HTTPWire
import Testing
import WireCorpus

private let plain = Corpus.plain
private let understoodPlain = Corpus.plainUnderstood

/// Every row of the corpus, however its bytes are cut and whatever stands before and behind it.
@Suite struct CorpusTests {
    @Test(arguments: Corpus.rows)
    func verdictIsTheClauses(_ row: Row) {
        for cutting in Cutting.allCases {
            #expect(verdict(row.bytes, cutting) == expected(row, []), "\(cutting)")
        }
    }

    /// A good request before it, and for a refused row one behind it that nobody may read.
    @Test(arguments: Corpus.rows)
    func neighboursChangeNothing(_ row: Row) {
        for cutting in Cutting.allCases {
            let glued = verdict(plain + row.bytes + plain, cutting)
            #expect(glued == expected(row, [understoodPlain]), "\(cutting)")
        }
    }

    /// Where a good row ends, the next one begins: no byte more, none less.
    @Test(arguments: Corpus.rows)
    func everyBeginningOfAGoodRowIsGood(_ row: Row) {
        guard case .accepted = row.verdict else { return }
        for length in 1..<row.bytes.count {
            if case .refused(let refusal) = verdict(Array(row.bytes[..<length]), .whole) {
                Issue.record("\(refusal) after \(length) bytes")
            }
        }
    }

    @Test(arguments: Corpus.rows)
    func statusIsTheOneOnTheWire(_ row: Row) {
        guard case .refused(let status, let refusal) = row.verdict else { return }
        #expect(refusal.status.code == status)
    }

    /// What no bytes can bring about has its tests where the clock is.
    @Test func everyRefusalHasARow() {
        let seen = Corpus.rows.compactMap { row in
            if case .refused(_, let refusal) = row.verdict { refusal } else { nil }
        }
        let missing = Refusal.allCases.filter { !seen.contains($0) }
        #expect(missing == [.incompleteRequest, .requestTimeout, .handlerTimeout, .overloaded])
    }

    private func expected(_ row: Row, _ around: [Understood]) -> Verdict {
        switch row.verdict {
        case .accepted(let requests): .accepted(around + requests + around)
        case .refused(_, let refusal): .refused(refusal)
        }
    }
}
