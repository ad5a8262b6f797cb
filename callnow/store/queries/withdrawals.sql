-- Which withdrawals wait, and which arrived of calls that wait again and were not taken back a second time?
SELECT w.*
FROM delivery w LEFT JOIN trigger t ON t.id = w.trigger_id
WHERE w.withdraws <> '' AND (
    w.state IN ('pending', 'failed')
    OR (
        w.state = 'sent' AND t.state = 'open' AND t.expires_at > $now AND NOT EXISTS (
            FROM delivery o
            WHERE o.withdraws <> '' AND o.id <> w.id AND o.trigger_id = w.trigger_id AND o.channel = w.channel
        )
    )
)
ORDER BY w.id
