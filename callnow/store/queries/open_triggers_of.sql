-- Which triggers of these prospects still wait for a call, or were put off, whatever their age?
SELECT id FROM trigger
WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND state IN ('open', 'snoozed')
