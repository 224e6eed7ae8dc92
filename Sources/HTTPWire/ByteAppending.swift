import HTTPTypes

/// What the parsers and the serialiser append, each as one copy.
extension [UInt8] {
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        bytes.extracting(range).withUnsafeBufferPointer { append(contentsOf: $0) }
    }

    /// A field line with its CR LF.
    mutating func append(field name: HTTPField.Name, _ value: String) {
        let name = name.rawName
        append(name.utf8.count + value.utf8.count + 4) { writer in
            writer.write(name)
            writer.write(": ")
            writer.write(value)
            writer.write("\r\n")
        }
    }

    /// Appends at most `capacity` bytes.
    @inline(__always)
    mutating func append(_ capacity: Int, _ write: (inout ByteWriter) -> Void) {
        append(addingCapacity: capacity) { span in
            span.withUnsafeMutableBufferPointer { buffer, count in
                var writer = ByteWriter(buffer, from: count)
                write(&writer)
                count = writer.count
            }
        }
    }
}
