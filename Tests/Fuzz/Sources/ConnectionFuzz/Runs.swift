import FuzzSupport
import HTTPTypes
import HTTPWire

@testable import HTTPServer

/// The numbers of a run: everything that isn't a byte of the client follows from the seed.
struct Dice {
    private var state: UInt64

    init(_ seed: ArraySlice<UInt8>) {
        state = seed.reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func roll(_ sides: UInt64) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % sides)
    }
}

/// A client that sends its bytes cut as `next` says and then no more.
func steadyRun(
    _ bytes: ArraySlice<UInt8>, _ limits: Limits, isProxied: Bool, _ next: () -> Int
) -> Machine {
    var machine = Machine(limits, isProxied: isProxied, holdsHandlers: false)
    var rest = bytes
    while !rest.isEmpty, !machine.isClosed {
        let count = min(rest.count, max(1, next()))
        machine.arrive(rest.prefix(count))
        rest = rest.dropFirst(count)
    }
    machine.endOfInput()
    return machine
}

/// Clients that drip, wait, read slowly and leave, handlers that take their time, a server that
/// drains: in an order that nobody thought of.
func chaoticRun(
    _ bytes: ArraySlice<UInt8>, _ limits: Limits, isProxied: Bool, _ dice: inout Dice
) -> Machine {
    var machine = Machine(limits, isProxied: isProxied, holdsHandlers: true)
    var rest = bytes
    for _ in 0..<(2 * bytes.count + 64) where !machine.isClosed {
        switch dice.roll(16) {
        case 0...6:
            let count = min(rest.count, 1 + dice.roll(64))
            machine.arrive(rest.prefix(count))
            rest = rest.dropFirst(count)
        case 7...10: if machine.isHandling { machine.finishHandler() }
        case 11...12:
            machine.now = machine.now + .milliseconds(1 + dice.roll(4000))
            machine.expire()
        case 13: stallOrGoOn(&machine, dice.roll(100_000))
        case 14: if rest.isEmpty, dice.roll(4) == 0 { machine.endOfInput() }
        default:
            switch dice.roll(32) {
            case 0: machine.drain()
            case 1...2: machine.giveWay()
            default: break
            }
        }
    }
    runOutOfTime(&machine)
    return machine
}

private func stallOrGoOn(_ machine: inout Machine, _ unsent: Int) {
    if machine.isStalled {
        machine.unstall()
    } else if !machine.isHandling, !machine.isEnding, machine.answers > 0 {
        machine.stall(unsent)
    }
}

/// Whatever a client does, its connection ends: no deadline is without end.
private func runOutOfTime(_ machine: inout Machine) {
    for _ in 0..<8 where !machine.isClosed {
        machine.now = machine.now + .seconds(3600)
        machine.expire()
    }
    promise(machine.isClosed, "a connection without an end")
}
