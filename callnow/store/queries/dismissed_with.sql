-- Which of these triggers wait, or were put off, and which signs of a stale record that rest on the same news of the same person?
SELECT id FROM trigger
WHERE state IN ('open', 'snoozed') AND (
    id IN (SELECT unnest($ids::JSON::VARCHAR[]))
    OR (kind = 'stale' AND story_id <> '' AND (prospect_id, story_id) IN (
        SELECT (prospect_id, story_id) FROM trigger WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[]))
    ))
)
ORDER BY id
