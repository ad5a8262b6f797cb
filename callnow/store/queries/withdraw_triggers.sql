-- Takes back open triggers whose news turned out to be another company's, and what was still to be sent of them.
UPDATE trigger SET state = 'withdrawn'
WHERE state = 'open' AND event_id IN (SELECT unnest($ids::JSON::VARCHAR[]))
