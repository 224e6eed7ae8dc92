-- Sends the next line of the file BODIES with every request, SERIAL in it replaced by what is sent once.
local bodies, number, run = {}, 0, os.getenv("SERIAL")
for line in io.lines(os.getenv("BODIES")) do bodies[#bodies + 1] = line end

request = function()
    number = number + 1
    local body = bodies[(number - 1) % #bodies + 1]:gsub("SERIAL", run .. number)
    return wrk.format("POST", nil, nil, body)
end
