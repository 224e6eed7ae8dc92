import Foundation

/// The clocks of the process, handed to the rooms.
enum SystemClock {
    /// Seconds since 1970.
    @Sendable static func seconds() -> Int64 { Int64(read(CLOCK_REALTIME).tv_sec) }

    /// Milliseconds since 1970.
    @Sendable static func milliseconds() -> Int64 {
        let time = read(CLOCK_REALTIME)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Milliseconds since some moment, never going back.
    @Sendable static func monotonicMilliseconds() -> Int64 {
        let time = read(CLOCK_MONOTONIC)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}
