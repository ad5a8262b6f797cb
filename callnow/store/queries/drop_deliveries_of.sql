-- Takes what was not sent yet of these triggers off the outbox: nobody is reminded of a call that was made.
UPDATE delivery SET state = 'dropped', next_try_at = NULL
WHERE state IN ('pending', 'failed') AND trigger_id IN (SELECT unnest($ids::JSON::VARCHAR[]))
