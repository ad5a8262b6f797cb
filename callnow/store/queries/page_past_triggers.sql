-- Which calls were answered, put off or taken back, newest first, and whom did they concern?
SELECT t.id, t.prospect_id, t.type, t.why, t.state, t.decided_at, p.name, p.employer, s.until
FROM trigger t JOIN prospect p ON p.id = t.prospect_id LEFT JOIN snooze s ON s.trigger_id = t.id
WHERE t.state <> 'open' AND ($owner = '' OR t.owner = $owner)
ORDER BY t.decided_at DESC, t.score DESC, t.id LIMIT $most
