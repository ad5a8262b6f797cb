-- Dates the news that a clock which was ahead has read later than $now as much earlier as it was ahead ($ahead seconds):
-- before the calls that it led to. What is still to be understood stays so.
UPDATE announcement SET
    fetched_at = CASE
        WHEN fetched_at > $now THEN least($now::TIMESTAMPTZ, fetched_at - to_seconds($ahead)) ELSE fetched_at
    END,
    understood_at = CASE
        WHEN understood_at > $now THEN least($now::TIMESTAMPTZ, understood_at - to_seconds($ahead)) ELSE understood_at
    END
WHERE fetched_at > $now OR understood_at > $now
