-- What is in the outbox, in the states named: what it tells (a tier, or a withdrawal), for whom, why, how often tried,
-- when next, what went wrong?
SELECT d.id, d.state,
       CASE WHEN d.withdraws <> '' THEN 'withdrawal' ELSE coalesce(d.tier, t.tier) END AS tells,
       d.channel, p.name AS prospect, t.why, d.attempts, d.next_try_at, d.sent_at, d.last_error, d.batch AS digest,
       d.trigger_id
FROM delivery d
LEFT JOIN trigger t ON t.id = d.trigger_id
LEFT JOIN prospect p ON p.id = t.prospect_id
WHERE d.state IN (SELECT unnest($states::JSON::VARCHAR[]))
ORDER BY d.state, d.channel, d.next_try_at NULLS FIRST, d.id
