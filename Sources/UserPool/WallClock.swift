/// Milliseconds since 1970; handed in, so that tests can move it.
package typealias WallClock = @Sendable () -> Int64
