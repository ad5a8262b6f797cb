-- Has those of these triggers wait again that are in this state ('': in any), put off where they were put off until a
-- moment still to come.
UPDATE trigger SET state = CASE WHEN id IN (SELECT trigger_id FROM snooze) THEN 'snoozed' ELSE 'open' END
WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND ($was = '' OR state = $was)
