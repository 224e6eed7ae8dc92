import CognitoAPI
import Cryptography

/// ListUsers' `PaginationToken`: the place of the last user shown, sealed, as it holds a value of his.
/// Good for an hour, and with the filter of the page that it came with (Cognito developer guide).
struct UserPageToken {
    private let secrets: PoolSecrets
    private let purpose: String

    init(secrets: PoolSecrets, poolID: String, filter: UserFilter?) {
        self.secrets = secrets
        let terms = filter.map { [$0.name, $0.isPrefix ? "^=" : "=", $0.value] } ?? []
        purpose = (["page of users", poolID] + terms).joined(separator: "\n")
    }

    /// - Parameter now: milliseconds since 1970.
    func make(_ place: UserSearch.Place, now: Int64) throws(CognitoError) -> String {
        let text = "\(now + Limits.pageTokenLife)\n\(place.id)\n\(place.value)"
        return Base64URL.encode(try secrets.seal(Array(text.utf8), for: purpose))
    }

    /// - Throws: `InvalidParameterException` for a token that is too old, another list's or nobody's.
    func open(_ token: String, now: Int64) throws(CognitoError) -> UserSearch.Place {
        guard let sealed = Base64URL.decode(token),
            let bytes = secrets.open(sealed, for: purpose)
        else { throw Self.invalid }
        let parts = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let end = Int64(parts[0]), now < end, let id = Int64(parts[1])
        else { throw Self.invalid }
        return UserSearch.Place(value: String(parts[2]), id: id)
    }

    private static let invalid = CognitoError(.invalidParameter, "Invalid pagination token.")
}
