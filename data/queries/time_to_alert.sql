-- How long from the first report to the alert? Hours until decided and until the first channel had it, per source (median, 90th percentile); what a backfill found is left out.
WITH sent AS (
    SELECT trigger_id, min(sent_at) AS sent_at FROM delivery WHERE state = 'sent' GROUP BY trigger_id
),
told AS (
    SELECT a.source, date_diff('second', a.published_at, a.decided_at) / 3600 AS decided,
           date_diff('second', a.published_at, s.sent_at) / 3600 AS delivered
    FROM alerts a
    LEFT JOIN sent s ON s.trigger_id = a.trigger_id
    WHERE a.date_known
)
SELECT source, count(*) AS alerts, round(median(decided), 2) AS hours_to_decide,
       round(quantile_cont(decided, 0.9), 2) AS hours_to_decide_90, count(delivered) AS delivered,
       round(median(delivered), 2) AS hours_to_deliver, round(quantile_cont(delivered, 0.9), 2) AS hours_to_deliver_90
FROM told
GROUP BY source
ORDER BY alerts DESC, source
