-- Which of these triggers wait, or were put off?
SELECT id FROM trigger
WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND state IN ('open', 'snoozed')
ORDER BY id
