-- Which announcements have these ids, with their texts, oldest first?
SELECT * EXCLUDE (understood_at, read_closely) FROM announcement
WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[]))
ORDER BY published_at, id
