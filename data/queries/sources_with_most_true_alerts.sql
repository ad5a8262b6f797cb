-- Which sources earn their place? Per source: calls it told first, calls it only confirmed, and how many proved right.
-- Those that a backfill found count; what was withdrawn does not.
WITH report_of AS (
    SELECT t.id AS trigger_id, r.source, r.published_at = min(r.published_at) OVER (PARTITION BY t.id) AS first
    FROM trigger t JOIN report r ON r.story_id = t.story_id
    WHERE t.kind IN ('news', 'person') AND t.state <> 'withdrawn'
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
FROM told JOIN trigger t ON t.id = told.trigger_id
GROUP BY told.source
ORDER BY called DESC, told_first DESC, told.source
