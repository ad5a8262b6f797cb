-- Has these triggers wait again, put off where they were put off until a moment still to come.
UPDATE trigger SET state = CASE WHEN id IN (SELECT trigger_id FROM snooze) THEN 'snoozed' ELSE 'open' END
WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[]))
