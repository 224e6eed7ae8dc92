import Dispatch

/// Work that blocks its thread: files, SQLite's opening, key generation.
package enum BlockingWork {
    /// Runs `work` on a Dispatch thread, so that Swift's few cooperative threads stay free.
    /// Cancelling the caller's task doesn't stop it.
    package static func run<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { caller in
            DispatchQueue.global().async {
                caller.resume(returning: Result { () throws(Failure) in try work() })
            }
        }
        return try result.get()
    }
}
