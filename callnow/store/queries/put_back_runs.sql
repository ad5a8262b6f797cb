-- Dates the runs that a clock which was ahead has dated later than $now as much earlier as it was ahead ($ahead seconds).
UPDATE run SET started_at = started_at - to_seconds($ahead), ended_at = ended_at - to_seconds($ahead)
WHERE started_at > $now
