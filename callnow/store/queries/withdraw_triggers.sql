-- Takes back triggers that wait, or were put off, whose news turned out to be another company's, and what was still to
-- be sent of them.
UPDATE trigger SET state = 'withdrawn'
WHERE state IN ('open', 'snoozed') AND event_id IN (SELECT unnest($ids::JSON::VARCHAR[]))
RETURNING id
