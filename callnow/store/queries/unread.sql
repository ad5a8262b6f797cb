-- Which announcements has detection not read yet, oldest first: those that a backfill brought ($quiet), or the others?
-- What a backfill left out as older than asked is only there from `since` on.
SELECT * EXCLUDE (understood_at, read_closely, left_out, backfilled) FROM announcement
WHERE understood_at IS NULL AND coalesce(backfilled OR left_out, false) = $quiet
    AND (left_out IS NOT TRUE OR published_at >= $since)
ORDER BY published_at, id LIMIT $most
