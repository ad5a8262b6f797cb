-- How does each way out do: what was sent last and when, how much waits, how much is given up, what went wrong last?
SELECT split_part(channel, '/', 1) AS channel, max(sent_at) AS last_sent_at,
       count(*) FILTER (WHERE state IN ('pending', 'failed')) AS waiting, count(*) FILTER (WHERE state = 'dead') AS dead,
       coalesce(arg_max(last_error, next_try_at) FILTER (WHERE state = 'failed'),
                any_value(last_error) FILTER (WHERE state = 'dead'), '') AS last_error
FROM delivery GROUP BY 1 ORDER BY 1
