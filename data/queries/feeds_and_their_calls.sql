-- Which feeds never lead to a call? Every feed that is switched on, those without a call first, of these the one with most items first: its items, reports at your employers, calls these told (or confirmed), calls to make now, talks.
WITH read AS (
    SELECT source AS name, count(*) AS items, min(fetched_at)::DATE AS read_since FROM announcements GROUP BY source
), reports AS (
    SELECT source AS name, count(DISTINCT event_id) AS at_your_employers FROM news_matches GROUP BY source
), told AS (
    SELECT m.name, c.tier, CASE WHEN c.state = 'called' AND c.answered_by IN ('called', 'met')
           THEN (c.prospect_id, c.answered_at) END AS talk
    FROM (SELECT DISTINCT source AS name, story_id FROM news_matches) m
    JOIN calls_ever c USING (story_id)
    WHERE c.kind IN ('news', 'person') AND c.state <> 'withdrawn'
), calls AS (
    SELECT name, count(*) AS calls, count(*) FILTER (tier = 'call_now') AS to_call_now, count(DISTINCT talk) AS talks
    FROM told GROUP BY name
)
SELECT f.name AS feed, f.kind, r.read_since, coalesce(r.items, 0) AS items, coalesce(p.at_your_employers, 0) AS at_your_employers,
       coalesce(c.calls, 0) AS calls, coalesce(c.to_call_now, 0) AS to_call_now, coalesce(c.talks, 0) AS talks
FROM feed_health f
LEFT JOIN read r USING (name)
LEFT JOIN reports p USING (name)
LEFT JOIN calls c USING (name)
ORDER BY coalesce(c.calls, 0) > 0, items DESC, feed
