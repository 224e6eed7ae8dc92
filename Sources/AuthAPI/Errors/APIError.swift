/// A refusal of the JSON API: a code, and what goes beside it.
package struct APIError: Error, Sendable, Equatable {
    /// One field at fault.
    package struct FieldFault: Sendable, Equatable, Codable {
        package let field: String
        package let code: String
        package let message: String
    }

    package let code: ErrorCode
    /// The sentence for the caller; the code's own unless the contract words it for a route.
    package var message: String
    package var status: Int
    package var fieldFaults: [FieldFault] = []
    /// Seconds after which a repetition makes sense.
    package var retryAfter: Int?
    /// Methods for a 405's Allow header.
    package var allow: String?
    /// What really happened, for the log alone; never a secret.
    package var cause: String?

    package init(
        _ code: ErrorCode, message: String? = nil, status: Int? = nil, cause: String? = nil
    ) {
        self.code = code
        self.message = message ?? code.message
        self.status = status ?? code.status
        self.cause = cause
        retryAfter = AuthLimits.retryAfter[code]
    }

    /// The same, with a password's faults under the name that the route has for it.
    func naming(password field: String) -> APIError {
        var error = self
        error.fieldFaults = fieldFaults.map { fault in
            fault.field == PasswordRule.field
                ? FieldFault(field: field, code: fault.code, message: fault.message) : fault
        }
        return error
    }
}
