-- Which triggers of these prospects still wait for a call, or were put off, whatever their age?
SELECT * FROM trigger
WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND state IN ('open', 'snoozed')
ORDER BY decided_at, id
