-- Takes back that a story is wrong in one of these ways, as these triggers of it are wanted again, with what the same
-- click said of others.
DELETE FROM correction
WHERE (announcement_id, kind, said_at) IN (
    SELECT (c.announcement_id, c.kind, c.said_at)
    FROM correction c JOIN trigger t ON t.story_id = c.story_id
    WHERE t.story_id <> '' AND t.id IN (SELECT unnest($ids::JSON::VARCHAR[]))
      AND c.kind IN (SELECT unnest($kinds::JSON::VARCHAR[]))
)
