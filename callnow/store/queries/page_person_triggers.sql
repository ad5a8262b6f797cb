-- Which reasons to call one prospect have there been, newest first, without what only a card shows?
SELECT id, prospect_id, tier, score, why, decided_at, expires_at, owner, kind, state
FROM trigger WHERE prospect_id = $prospect ORDER BY decided_at DESC, score DESC, id LIMIT $most
