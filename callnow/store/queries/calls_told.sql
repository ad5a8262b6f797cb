-- Which deliveries told a channel to make these calls, or may have (a crash left them in doubt), and are to be taken back?
-- The last of each channel, where the call waited or was put off, and its day has not passed; also what told it under
-- the id that it had for a record that was merged with the prospect's, or as a part of another call that is not taken
-- back with it.
WITH taken_back AS (
    SELECT id, tier, story_id, prospect_id
    FROM trigger
    WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND expires_at > $now
),
told_as AS (
    SELECT id, tier, id AS told_id FROM taken_back
    UNION
    SELECT t.id, t.tier, o.id FROM taken_back t JOIN trigger o USING (story_id, prospect_id) WHERE t.story_id <> ''
),
told_by AS (
    SELECT t.id, t.tier, d.id AS delivery_id, false AS as_part FROM told_as t JOIN delivery d ON d.trigger_id = t.told_id
    UNION ALL
    SELECT t.id, t.tier, w.delivery_id, true FROM told_as t JOIN told_with w ON w.trigger_id = t.told_id
)
SELECT t.id AS trigger_id, d.id AS delivery_id, d.channel, t.as_part
FROM told_by t
JOIN delivery d ON d.id = t.delivery_id
WHERE d.withdraws = '' AND coalesce(d.tier, t.tier) = 'call_now'
  AND (d.state = 'sent' OR d.begun_at IS NOT NULL)
  AND NOT (t.as_part AND d.trigger_id IN (SELECT told_id FROM told_as))
QUALIFY row_number() OVER (PARTITION BY t.id, d.channel ORDER BY coalesce(d.sent_at, d.begun_at) DESC, d.id) = 1
ORDER BY d.id, t.id
