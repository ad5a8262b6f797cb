-- Which triggers that wait are reason enough to call today, without what only a card shows; times without a zone?
SELECT id, prospect_id, tier, score, why, decided_at AT TIME ZONE 'UTC' AS decided_at,
       expires_at AT TIME ZONE 'UTC' AS expires_at, owner, kind
FROM trigger
WHERE (state = 'open' OR state = 'snoozed' AND id IN (SELECT trigger_id FROM snooze WHERE until <= $now))
  AND expires_at > $now AND (tier = 'call_now' OR kind IN ('cadence', 'stale'))
ORDER BY tier, score DESC, id
