#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A promise that the input at hand breaks, if it does: said, as `precondition` says nothing in a
/// release build, and ended there.
public func promise(_ isKept: Bool, _ text: @autoclosure () -> String) {
    if !isKept { broken(text()) }
}

public func broken(_ text: String) -> Never {
    let line = Array("broken: \(text)\n".utf8)
    _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    abort()
}
