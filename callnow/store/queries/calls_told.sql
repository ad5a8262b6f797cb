-- Which deliveries told a channel to make these calls, or may have (a crash left them in doubt), and are to be taken back?
-- The last of each channel, where the call waited and was not put off, its day has not passed, and nothing took it back.
SELECT d.*
FROM delivery d JOIN trigger t ON t.id = d.trigger_id
WHERE t.id IN (SELECT unnest($ids::JSON::VARCHAR[]))
  AND t.expires_at > $now AND t.id NOT IN (SELECT trigger_id FROM snooze)
  AND coalesce(d.withdraws, '') = '' AND coalesce(d.tier, t.tier) = 'call_now'
  AND (d.state = 'sent' OR d.begun_at IS NOT NULL)
QUALIFY row_number() OVER (PARTITION BY d.trigger_id, d.channel ORDER BY coalesce(d.sent_at, d.begun_at) DESC, d.id) = 1
    AND NOT EXISTS (FROM delivery w WHERE w.withdraws = d.id AND w.state <> 'dropped')
ORDER BY d.id
