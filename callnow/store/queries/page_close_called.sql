-- Closes the call that was made and every open call of promise or rhythm to the same prospect.
UPDATE trigger SET state = 'called'
WHERE prospect_id = $prospect AND state IN ('open', 'snoozed') AND (id = $trigger OR kind = 'cadence')
RETURNING id
