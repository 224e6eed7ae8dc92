/// Amazon Resource Names of this house's pools. There is no account behind them.
enum PoolARN {
    static let account = "000000000000"

    static func make(_ pool: PoolRecord) -> String {
        "arn:aws:cognito-idp:\(pool.region):\(account):userpool/\(pool.id)"
    }
}
