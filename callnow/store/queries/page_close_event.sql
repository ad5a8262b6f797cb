-- Closes the calls that rest on an event that was read wrongly: all of its story.
UPDATE trigger SET state = 'wrong_event'
WHERE state IN ('open', 'snoozed')
  AND (id = $trigger OR (story_id <> '' AND story_id = (SELECT story_id FROM trigger WHERE id = $trigger)))
RETURNING id
