-- How often was the news right, per event type, as recruiters judged it? called is right, wrong company or event is wrong. precision counts calls; precision_of_stories counts each story once, for one click closes the calls of all whom it concerns.
WITH asked AS (
    FROM calls_ever WHERE kind IN ('news', 'person')
), stories AS (
    SELECT event, bool_or(state IN ('wrong_company', 'wrong_event')) AS wrong, bool_or(state = 'called') AS called
    FROM asked GROUP BY event, story_id
), judged AS (
    SELECT event, round(count(*) FILTER (called AND NOT wrong) / nullif(count(*) FILTER (called OR wrong), 0), 3) AS precision_of_stories
    FROM stories GROUP BY event
)
SELECT event, count(*) AS calls, count(*) FILTER (state = 'called') AS called,
       count(*) FILTER (state = 'wrong_company') AS wrong_company, count(*) FILTER (state = 'wrong_event') AS wrong_event,
       count(*) FILTER (state = 'dismissed') AS dismissed, count(*) FILTER (state IN ('open', 'snoozed')) AS unanswered,
       count(*) FILTER (state = 'withdrawn') AS withdrawn,
       round(called / nullif(called + wrong_company + wrong_event, 0), 3) AS precision,
       any_value(precision_of_stories) AS precision_of_stories
FROM asked JOIN judged USING (event)
GROUP BY event
ORDER BY calls DESC, event
