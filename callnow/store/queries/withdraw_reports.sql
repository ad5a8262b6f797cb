-- Takes these events out of their stories, but for stories that are wrong.
DELETE FROM report
WHERE event_id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND story_id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
