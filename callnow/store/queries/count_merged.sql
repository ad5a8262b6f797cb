-- Adds to the count of people who are part of another person now, by which a copy knows that nobody was lost.
INSERT INTO meta VALUES ('merged', $change::BIGINT::VARCHAR)
ON CONFLICT DO UPDATE SET value = (TRY_CAST(value AS BIGINT) + $change::BIGINT)::VARCHAR
