-- Which reasons to call one person wait?
SELECT id FROM trigger WHERE prospect_id = $prospect AND state = 'open' AND expires_at > $now
  AND decided_at <= $now + INTERVAL 5 MINUTE  -- the page's clock and a run's may differ
