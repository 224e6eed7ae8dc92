/// The bounds of this room.
public enum JSONLimits {
    /// Objects and arrays inside each other: Cognito's claims need three, our bodies two.
    public static let depth = 16
}
