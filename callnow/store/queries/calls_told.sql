-- Which deliveries told a channel to make these calls, or may have (a crash left them in doubt), and are to be taken back?
-- The last of each channel, where the call waited or was put off, its day has not passed, and nothing took it back;
-- also what told it under the id that it had for a record that was merged with the prospect's.
WITH taken_back AS (
    SELECT id, tier, story_id, prospect_id
    FROM trigger
    WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND expires_at > $now
),
told_as AS (
    SELECT id, tier, id AS told_id FROM taken_back
    UNION
    SELECT t.id, t.tier, o.id FROM taken_back t JOIN trigger o USING (story_id, prospect_id) WHERE t.story_id <> ''
)
SELECT d.* REPLACE (t.id AS trigger_id)
FROM told_as t
JOIN delivery d ON d.trigger_id = t.told_id
WHERE d.withdraws = '' AND coalesce(d.tier, t.tier) = 'call_now'
  AND (d.state = 'sent' OR d.begun_at IS NOT NULL)
QUALIFY row_number() OVER (PARTITION BY t.id, d.channel ORDER BY coalesce(d.sent_at, d.begun_at) DESC, d.id) = 1
    AND NOT EXISTS (FROM delivery w WHERE w.withdraws = d.id AND w.state <> 'dropped')
ORDER BY d.id
