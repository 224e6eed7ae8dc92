#if os(Linux)
    import Foundation
    import Glibc
    import Testing

    /// Looks for bytes in the writable memory of this process, but for its own two buffers.
    final class MemorySearch {
        private let needle: UnsafeMutableRawBufferPointer
        private let window = UnsafeMutableRawBufferPointer.allocate(
            byteCount: 1 << 20, alignment: 4_096)

        init(complement: [UInt8]) {
            needle = .allocate(byteCount: complement.count, alignment: 1)
            for (index, byte) in complement.enumerated() { needle[index] = ~byte }
        }

        deinit {
            for buffer in [needle, window] {
                buffer.initializeMemory(as: UInt8.self, repeating: 0)
                buffer.deallocate()
            }
        }

        func count() throws -> Int {
            let memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
            try #require(memory >= 0)
            defer { close(memory) }
            return try regions().reduce(0) { $0 + count(in: $1, of: memory) }
        }

        /// More than a heap has: what a sanitizer keeps of terabytes.
        private static let largest: UInt = 1 << 30

        /// The address ranges that /proc/self/maps calls readable and writable.
        private func regions() throws -> [Range<UInt>] {
            let maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
            return maps.split(separator: "\n").compactMap { line in
                let fields = line.split(separator: " ")
                let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
                guard fields[1].hasPrefix("rw"), ends.count == 2, ends[1] - ends[0] <= Self.largest
                else { return nil }
                return ends[0]..<ends[1]
            }
        }

        private static let page: UInt = 4096

        /// Reads window by window; each begins with the last one's end, where bytes may be cut. Other
        /// threads may give pages back meanwhile: a window that ends early is gone on behind those.
        private func count(in region: Range<UInt>, of memory: Int32) -> Int {
            var (hits, address) = (0, region.lowerBound)
            while address < region.upperBound {
                let wanted = min(window.count, Int(region.upperBound - address))
                let got = pread(memory, window.baseAddress, wanted, off_t(bitPattern: address))
                hits += self.hits(inFirst: max(got, 0), from: address)
                if got == window.count {
                    address += UInt(got - needle.count)
                } else {
                    address = (address + UInt(max(got, 0))) / Self.page * Self.page + Self.page
                }
            }
            return hits
        }

        private func hits(inFirst length: Int, from address: UInt) -> Int {
            guard let start = window.baseAddress, let wanted = needle.baseAddress else { return 0 }
            var (hits, offset) = (0, 0)
            while length - offset >= needle.count,
                let next = memchr(
                    start + offset, Int32(needle[0]), length - offset - needle.count + 1)
            {
                offset = UnsafeRawPointer(next) - UnsafeRawPointer(start) + 1
                let isHit = memcmp(next, wanted, needle.count) == 0
                hits += isHit && !isOwn(address + UInt(offset - 1)) ? 1 : 0
            }
            return hits
        }

        private func isOwn(_ address: UInt) -> Bool {
            [needle, window].contains { buffer in
                let start = UInt(bitPattern: buffer.baseAddress)
                return (start..<start + UInt(buffer.count)).contains(address)
            }
        }
    }
#endif
