-- Closes one call that waits or was put off.
UPDATE trigger SET state = $state WHERE id = $trigger AND state IN ('open', 'snoozed') RETURNING id
