-- Closes the triggers of one call, where they wait or were put off.
UPDATE trigger SET state = $state
WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND state IN ('open', 'snoozed') RETURNING id
