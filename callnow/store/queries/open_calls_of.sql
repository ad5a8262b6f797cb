-- Which triggers of these prospects wait for a call, oldest first, without what only a card shows; the time without a zone?
SELECT id, tier, prospect_id, story_id, type, decided_at AT TIME ZONE 'UTC'
FROM trigger
WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND state = 'open' AND expires_at > $now
ORDER BY decided_at, id
