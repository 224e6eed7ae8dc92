#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

public typealias FuzzTest = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// libFuzzer's own main is out of reach, as SwiftPM names the entry point.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>,
    _ test: FuzzTest
) -> CInt

/// Runs the fuzzer with the process's arguments until it ends.
public func fuzz(_ test: FuzzTest) -> Never {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runDriver(&count, &arguments, test))
}
