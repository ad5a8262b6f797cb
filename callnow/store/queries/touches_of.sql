-- What was said to these prospects, oldest first, times without a zone, which are read in half the time?
SELECT * REPLACE (touched_at AT TIME ZONE 'UTC' AS touched_at) FROM touch
WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[])) ORDER BY touch.touched_at, id
