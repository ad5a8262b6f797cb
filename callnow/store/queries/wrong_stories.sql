-- Which stories did people call wrong: the one they saw, and that of the same event where it was joined anew (unless a
-- person said since that it is so after all, and that is its story)?
SELECT story_id FROM correction WHERE kind IN ('wrong_event', 'wrong_company') AND story_id <> ''
UNION
SELECT r.story_id
FROM correction c
JOIN company_event e
    ON e.announcement_id = c.announcement_id AND e.type = c.type AND e.company = c.company AND e.person = c.person
JOIN report r ON r.event_id = e.id
LEFT JOIN correction since ON since.kind = 'missed' AND since.story_id = r.story_id AND since.said_at >= c.said_at
WHERE c.kind = 'wrong_event' AND e.rule <> $said AND since.id IS NULL
