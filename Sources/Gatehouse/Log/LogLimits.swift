/// The bounds of the log.
enum LogLimits {
    /// Bytes of one value in a line: a path may have 16 KB.
    static let valueBytes = 512
    /// Bytes that may wait for a reader that stalls: some seconds of access log at full speed.
    static let waitingBytes = 8 << 20
}
