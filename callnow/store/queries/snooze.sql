-- Puts calls off; they must not grow stale before they come back.
UPDATE trigger SET state = 'snoozed', expires_at = greatest(expires_at, $until + INTERVAL 2 DAY)
WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND state IN ('open', 'snoozed')
