-- Which calls to one person have there been, newest first, and what became of each?
SELECT t.id, t.type, t.why, t.decided_at, z.until,
       CASE
           WHEN t.state IN ('open', 'snoozed') AND t.expires_at <= $now THEN 'expired'
           WHEN t.state = 'snoozed' THEN 'put off'
           WHEN t.state = 'open' AND r.paused_until > $today THEN 'paused'
           WHEN t.state = 'open' THEN 'waits'
           ELSE replace(t.state, '_', ' ')
       END AS became
FROM trigger t LEFT JOIN snooze z ON z.trigger_id = t.id LEFT JOIN rhythm r ON r.prospect_id = t.prospect_id
WHERE t.prospect_id = $prospect
ORDER BY t.decided_at DESC, t.score DESC, t.id LIMIT $most
