-- Has those of these triggers wait again that are in this state ('': in any), put off where they were put off until a
-- moment still to come; but those that a talk answered while they were closed are closed by it.
WITH talk AS (
    SELECT a.trigger_id, arg_max(t.id, t.touched_at) AS id
    FROM also_answered a JOIN touch t ON t.id = a.touch_id GROUP BY a.trigger_id
)
UPDATE trigger SET
    state = CASE
        WHEN id IN (SELECT trigger_id FROM talk) THEN 'called'
        WHEN id IN (SELECT trigger_id FROM snooze) THEN 'snoozed'
        ELSE 'open'
    END,
    answered_by = coalesce((SELECT talk.id FROM talk WHERE talk.trigger_id = trigger.id), '')
WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND ($was = '' OR state = $was)
