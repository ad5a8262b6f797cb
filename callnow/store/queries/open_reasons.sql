-- Which reasons to call one person wait, also since they came back from being put off?
SELECT id FROM trigger WHERE prospect_id = $prospect AND expires_at > $now
  AND (state = 'open' OR (state = 'snoozed' AND id IN (SELECT trigger_id FROM snooze WHERE until <= $now)))
  AND decided_at <= $now + INTERVAL 5 MINUTE  -- the page's clock and a run's may differ
