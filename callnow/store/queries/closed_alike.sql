-- These triggers, and others of their stories that are closed as they are.
WITH asked AS (SELECT id, story_id, state FROM trigger WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])))
SELECT id FROM asked
UNION
SELECT o.id FROM asked JOIN trigger o USING (story_id, state) WHERE asked.story_id <> ''
ORDER BY id
