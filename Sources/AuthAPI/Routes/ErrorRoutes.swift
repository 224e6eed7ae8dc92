import HTTPRouting
import HTTPTypes
import HTTPWire

/// `GET /errors` and `GET /errors/{code}`: what every code means and what to do about it.
enum ErrorRoutes {
    struct Entry: Encodable {
        let code: String
        let status: Int
        let message: String
        let cure: String

        init(_ code: ErrorCode) {
            self.code = code.rawValue
            status = code.status
            message = code.message
            cure = code.cure
        }
    }

    static func list(_ request: Request) -> Response {
        .json(.ok, ["errors": ErrorCode.allCases.map(Entry.init)])
    }

    static func show(_ request: Request) throws -> Response {
        let name = request.parameters["code"] ?? ""
        guard name.utf8.allSatisfy({ $0 < 0x80 }), let code = ErrorCode(rawValue: name) else {
            throw APIError(.notFound)
        }
        return .json(.ok, Entry(code))
    }
}
