/// The bounds of the log.
enum LogLimits {
    /// Bytes of one value in a line: a path may have 16 KB.
    static let valueBytes = 512
    /// Bytes that may wait for a reader that stalls: some seconds of access log at full speed.
    static let waitingBytes = 8 << 20
    /// How long the process's end waits for a reader that stalls, in milliseconds.
    static let lastWrite = 1000
    /// For how long lines are gathered before they are written together, in milliseconds; a notice or
    /// worse goes out at once. A write for each line would cost as much as the request.
    static let gathering = 20
}
