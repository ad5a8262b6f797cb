-- Which triggers of this prospect still wait for a call, or were put off, whatever their age?
SELECT * FROM trigger WHERE prospect_id = $prospect_id AND state IN ('open', 'snoozed') ORDER BY decided_at, id
