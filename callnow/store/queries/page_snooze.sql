-- Puts a call off; it must not grow stale before it comes back.
UPDATE trigger SET state = 'snoozed', expires_at = greatest(expires_at, $until + INTERVAL 2 DAY)
WHERE id = $trigger AND state IN ('open', 'snoozed')
RETURNING id
