-- Which calls to one person have there been, newest first, and what became of each?
SELECT trigger_id, why, decided_at, put_off_until, became
FROM calls_ever
WHERE prospect_id = $prospect
ORDER BY decided_at DESC, score DESC, trigger_id LIMIT $most
