-- Which event stands behind a trigger, and in which story?
SELECT e.*, t.story_id FROM trigger t JOIN company_event e ON e.id = t.event_id WHERE t.id = $trigger
