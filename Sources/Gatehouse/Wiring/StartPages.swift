import Foundation

/// The pages of code that only starting needed.
///
/// The kernel maps code in 64 KiB pieces around what runs, so a start leaves some 15 MB of it in the
/// process's resident set, most of it never used again. Giving it back costs a page fault for what is:
/// the pages stay in the page cache.
enum StartPages {
    /// Long enough for the first requests, which would have to fetch them again, and for the start
    /// itself on a slow machine.
    private static let delay = Duration.milliseconds(500)

    static func giveBackSoon() {
        Task {
            try? await Task.sleep(for: delay)
            giveBack()
        }
    }

    private static func giveBack() {
        #if os(Linux)
            // Code is never written to, so nothing is lost (madvise(2), MADV_DONTNEED).
            guard let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8) else {
                return
            }
            for line in maps.split(separator: "\n") where line.contains(" r-xp ") {
                guard line.contains("/"), let range = range(line) else { continue }
                madvise(
                    UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count,
                    MADV_DONTNEED)
            }
        #endif
    }

    /// `55d0c8a00000-55d0c9d31000 r-xp …`
    private static func range(_ line: Substring) -> Range<UInt>? {
        let ends = line.prefix { $0 != " " }.split(separator: "-")
        guard ends.count == 2, let start = UInt(ends[0], radix: 16),
            let end = UInt(ends[1], radix: 16), start < end
        else { return nil }
        return start..<end
    }
}
