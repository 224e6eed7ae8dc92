-- Each connection pauses between its requests: PAUSE_MS in the mean, from half of it to one and a half.
local mean = tonumber(os.getenv("PAUSE_MS"))
delay = function() return math.random(mean / 2, mean * 3 / 2) end
