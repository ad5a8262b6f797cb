-- How long from publication to alert? Hours until decided and until the first channel had it, per source (median, 90th percentile).
WITH sent AS (
    SELECT trigger_id, min(sent_at) AS sent_at FROM delivery WHERE state = 'sent' GROUP BY trigger_id
),
alerts AS (
    SELECT a.source, date_diff('second', a.published_at, t.decided_at) / 3600 AS decided,
           date_diff('second', a.published_at, s.sent_at) / 3600 AS delivered
    FROM trigger t
    JOIN company_event e ON e.id = t.event_id
    JOIN announcement a ON a.id = e.announcement_id
    LEFT JOIN sent s ON s.trigger_id = t.id
    WHERE a.date_known
)
SELECT source, count(*) AS alerts, round(median(decided), 2) AS hours_to_decide,
       round(quantile_cont(decided, 0.9), 2) AS hours_to_decide_90, count(delivered) AS delivered,
       round(median(delivered), 2) AS hours_to_deliver, round(quantile_cont(delivered, 0.9), 2) AS hours_to_deliver_90
FROM alerts
GROUP BY source
ORDER BY alerts DESC, source
