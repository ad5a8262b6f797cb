-- How long from the first report to the alert? Hours until decided and until the first channel had it, per source (median, 90th percentile); what a backfill found is left out.
WITH told AS (
    SELECT source, date_diff('second', published_at, decided_at) / 3600 AS decided,
           date_diff('second', published_at, sent_at) / 3600 AS delivered
    FROM alerts WHERE date_known
)
SELECT source, count(*) AS alerts, round(median(decided), 2) AS hours_to_decide,
       round(quantile_cont(decided, 0.9), 2) AS hours_to_decide_90, count(delivered) AS delivered,
       round(median(delivered), 2) AS hours_to_deliver, round(quantile_cont(delivered, 0.9), 2) AS hours_to_deliver_90
FROM told
GROUP BY source
ORDER BY alerts DESC, source
