-- Dates what a clock that was ahead has sent later than $now as much earlier as it was ahead ($ahead seconds).
UPDATE delivery SET sent_at = least($now::TIMESTAMPTZ, sent_at - to_seconds($ahead))
WHERE sent_at > $now
