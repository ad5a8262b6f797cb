-- Which calls wait, or were put off, that rest on an event that was read wrongly: all of its story?
SELECT id FROM trigger
WHERE state IN ('open', 'snoozed')
  AND (id = $trigger OR (story_id <> '' AND story_id = (SELECT story_id FROM trigger WHERE id = $trigger)))
ORDER BY id
