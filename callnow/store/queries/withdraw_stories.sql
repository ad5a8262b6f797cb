-- Takes back open triggers of stories that were denied.
UPDATE trigger SET state = 'withdrawn'
WHERE state = 'open' AND story_id IN (SELECT unnest($ids::JSON::VARCHAR[]))
RETURNING id
