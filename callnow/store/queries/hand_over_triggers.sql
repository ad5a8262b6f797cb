-- Gives the calls that wait for these prospects to the recruiter whose they are now.
UPDATE trigger SET owner = p.owner FROM prospect p
WHERE p.id = trigger.prospect_id AND trigger.owner <> p.owner AND trigger.state IN ('open', 'snoozed')
  AND p.id IN (SELECT unnest($ids::JSON::VARCHAR[]))
