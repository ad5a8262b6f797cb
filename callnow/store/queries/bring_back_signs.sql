-- Opens the withdrawn triggers of stale records again whose sign is found again.
UPDATE trigger SET state = 'open'
WHERE kind = 'stale' AND state = 'withdrawn' AND id IN (SELECT unnest($ids::JSON::VARCHAR[]))
