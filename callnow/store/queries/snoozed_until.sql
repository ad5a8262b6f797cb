-- When is the first of the calls that were put off due back?
SELECT min(s.until) AS first FROM trigger t JOIN snooze s ON s.trigger_id = t.id WHERE t.state = 'snoozed'
