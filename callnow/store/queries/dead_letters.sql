-- Which dead or failed deliveries have these ids, or stand in one digest with one of them? No ids: all dead ones.
WITH stuck AS (SELECT * FROM delivery WHERE state IN ('dead', 'failed')),
named AS (SELECT * FROM stuck WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) OR (len($ids::JSON::VARCHAR[]) = 0 AND state = 'dead'))
SELECT * FROM stuck s
WHERE EXISTS (SELECT 1 FROM named n WHERE n.id = s.id OR (n.batch <> '' AND n.batch = s.batch AND n.channel = s.channel))
ORDER BY s.channel, s.id
