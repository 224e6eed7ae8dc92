import Gatehouse

@main struct Main {
    static func main() async { await GatehouseCommand.start() }
}
