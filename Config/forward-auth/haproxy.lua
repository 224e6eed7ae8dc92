-- The action of haproxy.cfg: asks Gatehouse about a request and leaves the answer in variables.
-- /etc/haproxy/gatehouse.lua
local gatehouse = os.getenv("GATEHOUSE")

core.register_action("gatehouse", { "http-req" }, function(txn, path)
    -- Whatever goes wrong below, the request is not let through.
    txn:set_var("txn.gatehouse.status", 503)

    -- All of them: Gatehouse refuses a request with two.
    local credentials = {}
    for _, value in pairs(txn.http:req_get_headers()["authorization"] or {}) do
        table.insert(credentials, value)
    end
    local headers = #credentials > 0 and { authorization = credentials } or nil
    local answer = core.httpclient():get({
        url = gatehouse .. path, headers = headers, timeout = 5000,
    })
    if not answer or not answer.status then return end

    local function field(name)
        local values = (answer.headers or {})[name]
        return values and values[0] or ""
    end
    txn:set_var("txn.gatehouse.challenge", field("www-authenticate"))
    txn:set_var("txn.gatehouse.user", field("remote-user"))
    txn:set_var("txn.gatehouse.email", field("remote-email"))
    txn:set_var("txn.gatehouse.groups", field("remote-groups"))
    txn:set_var("txn.gatehouse.name", field("remote-name"))
    txn:set_var("txn.gatehouse.status", answer.status)
end, 1)
