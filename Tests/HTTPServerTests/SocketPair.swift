import Testing

#if canImport(Darwin)
    import Darwin

    private let stream = SOCK_STREAM
#else
    import Glibc

    private let stream = Int32(SOCK_STREAM.rawValue)
#endif

/// Two ends of a connection that is there at once.
func socketPair() throws -> (Int32, Int32) {
    var pair: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, stream, 0, &pair) == 0)
    return (pair[0], pair[1])
}
