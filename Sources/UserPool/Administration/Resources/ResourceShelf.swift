import CognitoAPI
import StrictJSON

/// Where a kind of resource is kept: the same for all kinds but for the words.
struct ResourceShelf: Sendable {
    let parts: PoolParts
    let kind: ResourceRecord.Kind
    let taken: CognitoError
    let missing: CognitoError

    func create(_ name: String, _ document: JSONObject) async throws(CognitoError) -> ResourceRecord
    {
        try await save(name) { old in
            if old != nil { return .failure(taken) }
            return .success(document)
        }
    }

    /// Replaces the document, but for what `kept` names and the input leaves out.
    func update(
        _ name: String, _ document: JSONObject, keeping kept: [String]
    ) async throws(CognitoError) -> ResourceRecord {
        try await save(name) { old in
            guard let old else { return .failure(missing) }
            return .success(old.document.only(kept).adding(document))
        }
    }

    func find(_ name: String) async throws(CognitoError) -> ResourceRecord {
        let poolID = parts.pool.id
        let found = try await parts.store.read { [kind] in
            try ResourceRecord.find(kind, name, of: poolID, $0)
        }
        guard let found else { throw missing }
        return found
    }

    func delete(_ name: String) async throws(CognitoError) {
        let poolID = parts.pool.id
        try await parts.store.decide { [kind, missing] db -> Result<Void, CognitoError> in
            guard try ResourceRecord.find(kind, name, of: poolID, db) != nil else {
                return .failure(missing)
            }
            try ResourceRecord.delete(kind, name, of: poolID, db)
            return .success(())
        }
    }

    func list(
        _ page: Page
    ) async throws(CognitoError) -> (entries: [ResourceRecord], token: JSONValue?) {
        let poolID = parts.pool.id
        let found = try await parts.store.read { [kind] in
            try ResourceRecord.list(
                kind, of: poolID, after: page.last ?? "", limit: page.limit + 1, $0)
        }
        return page.cut(found, by: \.name)
    }

    private func save(
        _ name: String,
        _ document: @escaping @Sendable (ResourceRecord?) -> Result<JSONObject, CognitoError>
    ) async throws(CognitoError) -> ResourceRecord {
        let (poolID, now) = (parts.pool.id, parts.clock())
        return try await parts.store.decide {
            [kind, missing, taken] db -> Result<ResourceRecord, CognitoError> in
            let owner = kind == .domain ? try ResourceRecord.findDomain(name, db)?.poolID : nil
            guard owner == nil || owner == poolID else { return .failure(taken) }
            let old = try ResourceRecord.find(kind, name, of: poolID, db)
            switch document(old) {
            case .failure(let refusal): return .failure(refusal)
            case .success(let document):
                try ResourceRecord.save(document, kind, name, of: poolID, now: now, db)
            }
            let new = try ResourceRecord.find(kind, name, of: poolID, db)
            return new.map { .success($0) } ?? .failure(missing)
        }
    }
}
