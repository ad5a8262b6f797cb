-- Which deliveries told a channel to make these calls, or may have (a crash left them in doubt), and are to be taken back?
-- The last of each channel, where the call waited and was not put off, its day has not passed, and nothing took it back;
-- also what told it under the id that it had for a record that was merged with the prospect's.
SELECT d.* REPLACE (t.id AS trigger_id)
FROM trigger t
JOIN trigger o ON o.id = t.id OR (t.story_id <> '' AND o.story_id = t.story_id AND o.prospect_id = t.prospect_id)
JOIN delivery d ON d.trigger_id = o.id
WHERE t.id IN (SELECT unnest($ids::JSON::VARCHAR[]))
  AND t.expires_at > $now AND t.id NOT IN (SELECT trigger_id FROM snooze)
  AND d.withdraws = '' AND coalesce(d.tier, t.tier) = 'call_now'
  AND (d.state = 'sent' OR d.begun_at IS NOT NULL)
QUALIFY row_number() OVER (PARTITION BY t.id, d.channel ORDER BY coalesce(d.sent_at, d.begun_at) DESC, d.id) = 1
    AND NOT EXISTS (FROM delivery w WHERE w.withdraws = d.id AND w.state <> 'dropped')
ORDER BY d.id
