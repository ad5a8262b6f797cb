-- Which triggers of this prospect still wait for a call, whatever their age?
SELECT * FROM trigger WHERE prospect_id = $prospect_id AND state = 'open' ORDER BY decided_at, id
