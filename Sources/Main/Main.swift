import ArgumentParser
import Gatehouse

@main struct Main {
    static func main() async { await GatehouseCommand.main() }
}
