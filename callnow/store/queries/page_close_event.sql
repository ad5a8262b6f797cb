-- Closes the calls that rest on an event that was read wrongly.
UPDATE trigger SET state = 'wrong_event'
WHERE state IN ('open', 'snoozed')
  AND (id = $trigger OR (event_id <> '' AND event_id = (SELECT event_id FROM trigger WHERE id = $trigger)))
RETURNING id
