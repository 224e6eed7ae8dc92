import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken

/// `GET /forward-auth`: tells a proxy whether to let a request through, and who asks.
///
/// 200, 401 or 403 with an empty body. On 200 every identity header is there, an unknown one empty: a
/// proxy that copies them overwrites what a client may have sent under their names.
enum ForwardAuthRoute {
    /// The header names of Authelia and oauth2-proxy, which upstream applications know.
    enum Name {
        static let user = HTTPField.Name("Remote-User")!
        static let email = HTTPField.Name("Remote-Email")!
        static let groups = HTTPField.Name("Remote-Groups")!
        static let name = HTTPField.Name("Remote-Name")!
        static let requestUser = HTTPField.Name("X-Auth-Request-User")!
        static let requestEmail = HTTPField.Name("X-Auth-Request-Email")!
        static let requestGroups = HTTPField.Name("X-Auth-Request-Groups")!
    }

    /// Envoy asks with the method of the request that it holds back; the others ask with GET.
    static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options]

    /// The link that holds the token against the query's demands; behind `authenticate`.
    static let demands = Middleware.before { request in
        try ForwardAuthDemands(query: request.query).check(try request.session().verified)
        return nil
    }

    static func answer(_ request: Request) throws -> Response {
        let verified = try request.session().verified
        let user = HeaderText.encode(verified.username)
        let email = HeaderText.encode(request.profile.email ?? "")
        let groups = HeaderText.encode(list: verified.groups)
        var response = Response(status: .ok)
        response.append(Name.user, value: user)
        response.append(Name.email, value: email)
        response.append(Name.groups, value: groups)
        response.append(Name.name, value: HeaderText.encode(request.profile.name ?? ""))
        response.append(Name.requestUser, value: user)
        response.append(Name.requestEmail, value: email)
        response.append(Name.requestGroups, value: groups)
        return response
    }
}
