-- Which stories of employers on the list, of these types, may tell that somebody has died?
SELECT DISTINCT r.story_id
FROM report r
JOIN company_event e ON e.id = r.event_id
JOIN story s ON s.id = r.story_id
WHERE list_contains($types::JSON::VARCHAR[], s.type) AND s.employer_id IN (SELECT id FROM employer)
  AND regexp_matches(concat_ws(' ', r.title, e.sentence), $words, 'i')
ORDER BY r.story_id
