-- Which announcements published since were read only fast, by id behind $after, with the beginning of their texts?
SELECT * EXCLUDE (understood_at, read_closely) REPLACE (left(text, $characters) AS text) FROM announcement
WHERE read_closely IS NOT TRUE AND understood_at IS NOT NULL AND published_at >= $since AND id > $after
ORDER BY id LIMIT $most
