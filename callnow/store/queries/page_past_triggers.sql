-- Which calls were answered, put off or taken back, the last one first where somebody did that, else by when they arose; whom did they concern, and can they be opened again?
WITH done AS (
    SELECT trigger_id, max(done_at) AS done_at FROM activity WHERE trigger_id <> '' GROUP BY trigger_id
)
SELECT t.id, t.prospect_id, t.type, t.why, t.state, t.decided_at, p.name, p.employer, s.until,
       coalesce(a.touched_at, done.done_at) AS answered_at, a.kind AS answered_in,
       t.state <> 'withdrawn' AS opens_again
FROM trigger t JOIN prospect p ON p.id = t.prospect_id
LEFT JOIN snooze s ON s.trigger_id = t.id AND t.state = 'snoozed'
LEFT JOIN touch a ON a.id = t.answered_by AND t.state = 'called'
LEFT JOIN done ON done.trigger_id = t.id
WHERE t.state <> 'open' AND ($owner = '' OR t.owner = $owner)
ORDER BY coalesce(answered_at, t.decided_at) DESC, t.score DESC, t.id LIMIT $most
