import Gatehouse

await GatehouseCommand.main()
