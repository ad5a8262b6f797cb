-- Which event stands behind a trigger, and in which story? With it whatever a person said that the story tells: what is
-- said of the story now is said of that, too.
SELECT e.*, t.story_id FROM trigger t JOIN company_event e ON e.id = t.event_id WHERE t.id = $trigger
UNION
SELECT e.*, t.story_id
FROM trigger t
JOIN report r ON r.story_id = t.story_id
JOIN company_event e ON e.id = r.event_id
WHERE t.id = $trigger AND e.rule = $said
