-- Dates what a clock that was ahead has called for later than $now as much earlier as it was ahead ($ahead seconds): a call
-- that is made now would otherwise be one before it was asked for, and answer nothing.
UPDATE trigger SET decided_at = least($now::TIMESTAMPTZ, decided_at - to_seconds($ahead))
WHERE decided_at > $now
