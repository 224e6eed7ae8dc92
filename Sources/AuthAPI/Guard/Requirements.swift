import HTTPRouting
import JSONWebToken

/// The link that lets the members of one of `groups` pass; behind `authenticate`.
///
///     router.get("/admin", bearer.authenticate, requireGroups("admin", "ops"), handler: show)
package func requireGroups(_ groups: String...) -> Middleware {
    .before { request in
        try request.session().verified.require(oneOfGroups: groups)
        return nil
    }
}

/// The link that lets tokens pass that have every one of `scopes`; behind `authenticate`.
package func requireScopes(_ scopes: String...) -> Middleware {
    .before { request in
        try request.session().verified.require(scopes: scopes)
        return nil
    }
}
