-- Which announcements has detection not read yet, oldest first?
SELECT * EXCLUDE (understood_at, read_closely) FROM announcement
WHERE understood_at IS NULL AND ($since IS NULL OR published_at >= $since)
ORDER BY published_at, id LIMIT $most
