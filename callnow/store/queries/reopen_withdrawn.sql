-- Has those of these triggers wait again that were withdrawn, put off where they were put off.
UPDATE trigger SET state = CASE WHEN id IN (SELECT trigger_id FROM snooze) THEN 'snoozed' ELSE 'open' END
WHERE state = 'withdrawn' AND id IN (SELECT unnest($ids::JSON::VARCHAR[]))
