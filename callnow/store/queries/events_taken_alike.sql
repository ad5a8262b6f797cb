-- What else do the announcements of this call's story tell of the same company (one name, taken for one employer)? An
-- event of each other story.
SELECT e.*, r.story_id
FROM trigger t
JOIN report own ON own.story_id = t.story_id
JOIN company_event told ON told.id = own.event_id
JOIN match m ON m.event_id = told.id
JOIN company_event e ON e.announcement_id = told.announcement_id
JOIN match n ON n.event_id = e.id AND n.mention_normalised = m.mention_normalised AND n.employer_id = m.employer_id
JOIN report r ON r.event_id = e.id
WHERE t.id = $trigger AND m.verdict = 'match' AND n.verdict = 'match' AND r.story_id <> t.story_id
QUALIFY row_number() OVER (PARTITION BY r.story_id ORDER BY e.id) = 1
