-- Opens those of these triggers again that were withdrawn.
UPDATE trigger SET state = 'open' WHERE state = 'withdrawn' AND id IN (SELECT unnest($ids::JSON::VARCHAR[]))
