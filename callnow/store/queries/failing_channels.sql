-- Which channels fail: how many messages wait after a failure, how often were they tried, since when, what went wrong last?
SELECT d.channel, count(*) AS messages, sum(d.attempts)::INTEGER AS attempts, min(t.decided_at) AS since,
       arg_max(d.last_error, coalesce(d.begun_at, d.next_try_at, t.decided_at)) AS last_error
FROM delivery d JOIN trigger t ON t.id = d.trigger_id
WHERE d.state IN ('pending', 'failed') AND d.last_error <> ''
GROUP BY d.channel ORDER BY d.channel
