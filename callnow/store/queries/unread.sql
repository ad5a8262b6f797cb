-- Which announcements has detection not read yet, oldest first? Without `since`, what a backfill left out stays out.
SELECT * EXCLUDE (understood_at, read_closely, left_out) FROM announcement
WHERE understood_at IS NULL AND CASE WHEN $since IS NULL THEN left_out IS NOT TRUE ELSE published_at >= $since END
ORDER BY published_at, id LIMIT $most
