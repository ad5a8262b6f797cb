-- Takes back that a story is wrong, as these triggers of it are wanted again.
DELETE FROM correction
WHERE kind IN ('wrong_event', 'wrong_company') AND story_id IN (
    SELECT story_id FROM trigger WHERE story_id <> '' AND id IN (SELECT unnest($ids::VARCHAR[]))
)
