/// Decodes the chunked coding (RFC 9112 §7.1) however its bytes are cut.
///
/// Exactly the grammar and nothing beside it: hex digits, no `0x`, no sign, no space before an
/// extension, CR LF everywhere. Extensions and trailers are checked, counted and dropped, so no
/// trailer can pose as a header.
struct ChunkedDecoder: Sendable {
    private enum State: Sendable {
        case sizeStart, size, sizeLF
        case extensionStart, extensionName, extensionValue, extensionToken
        case quoted, quotedPair, afterQuoted
        case data, dataCR, dataLF
        case trailer, trailerLF, finished
    }

    /// Digits of a chunk size: 64 bits. More would be a stream of zeros that never becomes a body.
    private static let sizeDigits = 16

    private var state = State.sizeStart
    private var remaining = 0
    private var sizeDigits = 0
    private var extensionBytes = 0
    private var trailerBytes = 0
    private var trailerLine: [UInt8] = []

    var isFinished: Bool { state == .finished }
    /// Chunk sizes are never taken back to nothing, so a digit stays visible.
    var hasBegun: Bool { sizeDigits > 0 }

    var heldBytes: Int { trailerLine.count }
    /// What is left of the current chunk.
    var awaitedBytes: Int { state == .data ? remaining : 0 }

    /// Appends what `bytes` holds from `start` on to `body`; returns the index after the last byte
    /// taken, which is behind the body once `isFinished`.
    mutating func decode(
        _ bytes: Span<UInt8>, from start: Int, into body: inout [UInt8], limits: Limits
    ) throws(Refusal) -> Int {
        var index = start
        while index < bytes.count, state != .finished {
            if state == .data {
                let taken = min(remaining, bytes.count - index)
                body.append(bytes, index..<index + taken)
                remaining -= taken
                index += taken
                if remaining == 0 { state = .dataCR }
            } else {
                try step(bytes[index], room: limits.body - body.count, limits)
                index += 1
            }
        }
        return index
    }

    private mutating func step(_ byte: UInt8, room: Int, _ limits: Limits) throws(Refusal) {
        switch state {
        case .sizeStart, .size: try sizeByte(byte, room: room)
        case .sizeLF:
            try expect(byte, 0x0A)
            state = remaining == 0 ? .trailer : .data
        case .dataCR: state = try after(byte, 0x0D, .dataLF)
        case .dataLF: state = try after(byte, 0x0A, .sizeStart)
        case .trailer, .trailerLF: try trailerByte(byte, limits)
        case .data, .finished: break
        default: try extensionByte(byte, limits)
        }
    }

    private mutating func sizeByte(_ byte: UInt8, room: Int) throws(Refusal) {
        if let digit = ByteClass.hexValue(byte) {
            if state == .sizeStart { (remaining, sizeDigits) = (0, 0) }
            state = .size
            sizeDigits += 1
            guard sizeDigits <= Self.sizeDigits else { throw .malformedChunk }
            let (shifted, over) = remaining.multipliedReportingOverflow(by: 16)
            guard !over else { throw .malformedChunk }
            remaining = shifted | Int(digit)
            return
        }
        guard state == .size else { throw .malformedChunk }
        guard remaining <= room else { throw .bodyTooLarge }
        try endOfToken(byte)
    }

    private mutating func extensionByte(_ byte: UInt8, _ limits: Limits) throws(Refusal) {
        extensionBytes += 1
        guard extensionBytes <= limits.chunkExtensions else { throw .chunkExtensionsTooLarge }
        switch state {
        case .extensionStart: state = try after(token: byte, .extensionName)
        case .extensionName where byte == UInt8(ascii: "="): state = .extensionValue
        case .extensionValue where byte == UInt8(ascii: "\""): state = .quoted
        case .extensionValue: state = try after(token: byte, .extensionToken)
        case .extensionName, .extensionToken:
            if !ByteClass.has(byte, ByteClass.token) { try endOfToken(byte) }
        case .quoted where byte == UInt8(ascii: "\""): state = .afterQuoted
        case .quoted where byte == UInt8(ascii: "\\"): state = .quotedPair
        case .quoted, .quotedPair:
            guard byte == 0x09 || byte >= 0x20 && byte != 0x7F else { throw .malformedChunk }
            state = .quoted
        default: try endOfToken(byte)
        }
    }

    /// What may follow a size or an extension: another extension, or the end of the line.
    private mutating func endOfToken(_ byte: UInt8) throws(Refusal) {
        if byte == UInt8(ascii: ";") {
            state = .extensionStart
        } else {
            state = try after(byte, 0x0D, .sizeLF)
        }
    }

    private mutating func trailerByte(_ byte: UInt8, _ limits: Limits) throws(Refusal) {
        trailerBytes += 1
        guard trailerBytes <= limits.trailers else { throw .trailersTooLarge }
        if state == .trailerLF {
            guard byte == 0x0A else { throw .malformedTrailer }
            try endTrailerLine()
        } else if byte == 0x0D {
            state = .trailerLF
        } else {
            guard byte == 0x09 || byte >= 0x20 && byte != 0x7F else { throw .malformedTrailer }
            trailerLine.append(byte)
        }
    }

    private mutating func endTrailerLine() throws(Refusal) {
        guard !trailerLine.isEmpty else {
            state = .finished
            return
        }
        guard (try? FieldLine.parse(trailerLine.span, 0..<trailerLine.count)) != nil else {
            throw .malformedTrailer
        }
        trailerLine.removeAll(keepingCapacity: true)
        state = .trailer
    }

    private func expect(_ byte: UInt8, _ expected: UInt8) throws(Refusal) {
        guard byte == expected else { throw .malformedChunk }
    }

    private func after(_ byte: UInt8, _ expected: UInt8, _ next: State) throws(Refusal) -> State {
        try expect(byte, expected)
        return next
    }

    private func after(token byte: UInt8, _ next: State) throws(Refusal) -> State {
        guard ByteClass.has(byte, ByteClass.token) else { throw .malformedChunk }
        return next
    }
}
