-- Which sources earn their place? Per source: alerts it told first, alerts it only confirmed, and how many proved right.
WITH told AS (
    SELECT r.source, t.id AS trigger_id, t.state, t.tier,
           r.published_at = min(r.published_at) OVER (PARTITION BY t.id) AS first
    FROM trigger t
    JOIN report r ON r.story_id = t.story_id
    WHERE t.kind IN ('news', 'person')
)
SELECT source,
       count(DISTINCT trigger_id) FILTER (first) AS told_first,
       count(DISTINCT trigger_id) FILTER (NOT first) AS confirmed,
       count(DISTINCT trigger_id) FILTER (tier = 'call_now') AS to_call_now,
       count(DISTINCT trigger_id) FILTER (state = 'called') AS called,
       count(DISTINCT trigger_id) FILTER (state IN ('wrong_company', 'wrong_event')) AS wrong,
       round(called / nullif(called + wrong, 0), 3) AS precision
FROM told
GROUP BY source
ORDER BY called DESC, told_first DESC, source
