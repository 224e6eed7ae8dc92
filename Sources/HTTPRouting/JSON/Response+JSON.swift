public import HTTPTypes
public import HTTPWire

extension Response {
    /// A JSON answer with sorted keys, so that equal answers have equal bytes.
    ///
    /// A value that JSON can't express (an infinite number) is a programming error and answers 500
    /// with an empty object.
    public static func json(_ status: HTTPResponse.Status, _ value: some Encodable) -> Response {
        let type = "application/json; charset=utf-8"
        guard let body = JSONCoding.encode(value) else {
            return Response(
                status: .internalServerError, contentType: type, body: Array("{}".utf8))
        }
        return Response(status: status, contentType: type, body: body)
    }
}
