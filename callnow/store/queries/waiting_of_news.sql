-- Which calls wait, or were put off, that these events lead or that are of these stories?
SELECT id FROM trigger
WHERE state IN ('open', 'snoozed') AND (
    event_id IN (SELECT unnest($events::JSON::VARCHAR[]))
    OR story_id IN (SELECT unnest($stories::JSON::VARCHAR[]))
)
ORDER BY id
