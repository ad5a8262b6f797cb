-- These triggers, and others of their stories that are closed as they are.
SELECT DISTINCT o.id
FROM trigger t JOIN trigger o ON o.id = t.id OR (o.story_id = t.story_id AND t.story_id <> '' AND o.state = t.state)
WHERE t.id IN (SELECT unnest($ids::JSON::VARCHAR[]))
ORDER BY o.id
