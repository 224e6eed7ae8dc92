-- Sends another token with every request: the file that TOKENS names has one a line.
local tokens, next_token = {}, 0
for line in io.lines(os.getenv("TOKENS")) do tokens[#tokens + 1] = "Bearer " .. line end

request = function()
    next_token = next_token % #tokens + 1
    return wrk.format("GET", nil, { Authorization = tokens[next_token] })
end
