-- How many calls that were put off are due back?
SELECT count(*) AS due FROM trigger t JOIN snooze s ON s.trigger_id = t.id WHERE t.state = 'snoozed' AND s.until <= $now
