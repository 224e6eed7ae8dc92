/// How a code travels; Cognito's `DeliveryMediumType`.
package enum DeliveryMedium: String, Sendable {
    case email = "EMAIL"
    case sms = "SMS"

    /// The attribute that holds the address.
    var attribute: String { self == .email ? "email" : "phone_number" }

    /// Set when a code has come back from the address.
    var verifiedFlag: String { attribute + "_verified" }

    /// `f***@e***` or `+*******1234`: all that an answer shows of it.
    func masked(_ address: String) -> String {
        self == .email ? EmailAddress.masked(address) : "+*******" + address.suffix(4)
    }

    init?(attribute: String) {
        switch attribute {
        case "email": self = .email
        case "phone_number": self = .sms
        default: return nil
        }
    }
}
