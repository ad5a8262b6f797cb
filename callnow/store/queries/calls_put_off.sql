-- Until when were calls put off, by person?
SELECT t.prospect_id, max(s.until) AS until
FROM trigger t JOIN snooze s ON s.trigger_id = t.id
WHERE t.state = 'snoozed' AND s.until > $now
GROUP BY t.prospect_id
