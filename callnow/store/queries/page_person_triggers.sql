-- Which reasons to call one prospect have there been, newest first?
SELECT * FROM trigger WHERE prospect_id = $prospect ORDER BY decided_at DESC, score DESC, id LIMIT $most
