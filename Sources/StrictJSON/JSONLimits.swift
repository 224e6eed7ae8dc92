/// The bounds of this room.
public enum JSONLimits {
    /// Objects and arrays inside each other: Cognito's claims need three, our bodies two.
    public static let depth = 16
    /// Bytes of a member's name. Comparing strings takes time that grows with the square of the
    /// combining marks in them, so a name must be short before anything is compared with it.
    public static let nameBytes = 256
    /// Values and names for which there is room from the start: one of Cognito's payloads has 30.
    static let expectedNodes = 32
}
