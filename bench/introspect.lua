-- For wrk, one thread: asks about a token per request, the next line of a file, where each is the body of a form.
-- Arguments: the file; the value of the Authorization header; after which line to begin; after how many answers to
-- stop, or 0 for as long as wrk runs.
-- Prints "bench.<name>=<value>" lines; times are microseconds.

local threads = {}

function setup(thread)
   table.insert(threads, thread)
end

function init(args)
   wrk.method = "POST"
   wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
   wrk.headers["Authorization"] = args[2]
   requests = {}
   for line in io.lines(args[1]) do
      requests[#requests + 1] = wrk.format(nil, nil, nil, line)
   end
   position = tonumber(args[3])
   left = tonumber(args[4])
   active = 0
   inactive = 0
   strange = 0
end

function request()
   position = position % #requests + 1
   return requests[position]
end

function response(status, headers, body)
   if body:find('"active":true', 1, true) then
      active = active + 1
   elseif body == '{"active":false}' then
      inactive = inactive + 1
   else
      strange = strange + 1
   end
   left = left - 1
   if left == 0 then
      wrk.thread:stop()
   end
end

function done(summary, latency, requests)
   local thread = threads[1]
   local errors = summary.errors
   print("bench.requests=" .. summary.requests)
   print("bench.duration=" .. summary.duration)
   print("bench.p50=" .. latency:percentile(50))
   print("bench.p99=" .. latency:percentile(99))
   print("bench.active=" .. thread:get("active"))
   print("bench.inactive=" .. thread:get("inactive"))
   print("bench.strange=" .. thread:get("strange"))
   print("bench.errors=" .. errors.connect + errors.read + errors.write + errors.status + errors.timeout)
end
