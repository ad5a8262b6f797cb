-- Notes that a touch answers these triggers, too, which something else has closed.
INSERT OR REPLACE INTO also_answered
SELECT id, $touch FROM trigger WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND answered_by <> $touch
