-- Which calls wait, or were put off, of the story that is another company's, and of others that are so with it?
SELECT id FROM trigger
WHERE state IN ('open', 'snoozed') AND (
    id = $trigger
    OR (story_id <> '' AND story_id = (SELECT story_id FROM trigger WHERE id = $trigger))
    OR story_id IN (SELECT unnest($stories::JSON::VARCHAR[]))
)
ORDER BY id
