-- Closes the calls of the story that is another company's, and of others that are so with it.
UPDATE trigger SET state = 'wrong_company'
WHERE state IN ('open', 'snoozed') AND (
    id = $trigger
    OR (story_id <> '' AND story_id = (SELECT story_id FROM trigger WHERE id = $trigger))
    OR story_id IN (SELECT unnest($stories::JSON::VARCHAR[]))
)
RETURNING id
