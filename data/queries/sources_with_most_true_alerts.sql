-- Which sources earn their place? Per source: calls it told first, calls it only confirmed, and how many proved right.
-- Those that a backfill found count; what was withdrawn does not.
WITH report_of AS (
    SELECT trigger_id, m.source, m.published_at = min(m.published_at) OVER (PARTITION BY trigger_id) AS first
    FROM calls_ever c JOIN news_matches m USING (story_id)
    WHERE c.kind IN ('news', 'person') AND c.state <> 'withdrawn'
), told AS (
    SELECT trigger_id, source, bool_or(first) AS first FROM report_of GROUP BY ALL
)
SELECT told.source,
       count(*) FILTER (told.first) AS told_first,
       count(*) FILTER (NOT told.first) AS confirmed,
       count(*) FILTER (t.tier = 'call_now') AS to_call_now,
       count(*) FILTER (t.state = 'called') AS called,
       count(*) FILTER (t.state IN ('wrong_company', 'wrong_event')) AS wrong,
       round(called / nullif(called + wrong, 0), 3) AS precision
FROM told JOIN calls_ever t USING (trigger_id)
GROUP BY told.source
ORDER BY called DESC, told_first DESC, told.source
