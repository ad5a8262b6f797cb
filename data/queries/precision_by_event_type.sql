-- How often was an alert right, per event type? From what was answered: called is right, wrong company or event is wrong.
SELECT type AS event, count(*) AS alerts, count(*) FILTER (state = 'called') AS called,
       count(*) FILTER (state = 'wrong_company') AS wrong_company, count(*) FILTER (state = 'wrong_event') AS wrong_event,
       count(*) FILTER (state = 'dismissed') AS dismissed, count(*) FILTER (state IN ('open', 'snoozed')) AS unanswered,
       round(called / nullif(called + wrong_company + wrong_event, 0), 3) AS precision
FROM trigger
WHERE kind IN ('news', 'person')
GROUP BY type
ORDER BY alerts DESC, type
