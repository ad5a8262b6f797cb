-- Which calls that news asked for led to a talk, and how fast? The latest talk first, with the hours from the first report to the talk and from callnow's asking for the call to the talk; what a backfill found is left out.
SELECT c.answered_at AS talked_at, c.prospect, c.employer, c.event, c.headline, c.outcome, c.tier, c.owner,
       a.source AS first_told_by, a.published_at AS news_at,
       round(date_diff('second', a.published_at, c.answered_at) / 3600, 1) AS hours_from_news,
       round(date_diff('second', c.decided_at, c.answered_at) / 3600, 1) AS hours_from_asking, c.url, c.trigger_id
FROM calls_ever c
JOIN alerts a USING (trigger_id)
WHERE c.state = 'called' AND c.answered_by IN ('called', 'met')
ORDER BY talked_at DESC, c.prospect, c.trigger_id
