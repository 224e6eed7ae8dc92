import CognitoAPI
import Cryptography
import StrictJSON

/// One page of a list: what the caller asked for, and where the next begins. A token names the last
/// entry of the page before, so that a list may change between two pages.
struct Page {
    let limit: Int
    /// The last entry that the caller has seen; nil for the first page.
    let last: String?

    /// What every token says first: anything else isn't one.
    private static let mark = "after\n"

    /// - Throws: `InvalidParameterException` for what has not the form of a token.
    init(
        _ input: JSONObject, size: String, token: String = "NextToken",
        most: Int = Limits.pageEntries
    ) throws(CognitoError) {
        let asked = input.number(size) ?? most
        limit = asked == 0 ? most : min(asked, most)
        guard let token = input[token]?.stringValue else {
            last = nil
            return
        }
        guard let bytes = Base64URL.decode(token), bytes.starts(with: Self.mark.utf8) else {
            throw CognitoError(.invalidParameter, "Invalid pagination token.")
        }
        last = String(decoding: bytes.dropFirst(Self.mark.utf8.count), as: UTF8.self)
    }

    /// The page's entries and the token of the next page, given one entry more than the limit where
    /// there are more.
    func cut<Entry>(
        _ entries: [Entry], by key: (Entry) -> String
    ) -> (entries: [Entry], token: JSONValue?) {
        guard entries.count > limit else { return (entries, nil) }
        let page = Array(entries.prefix(limit))
        return (
            page, page.last.map { .string(Base64URL.encode(Array((Self.mark + key($0)).utf8))) }
        )
    }
}
