-- Which stories of employers on the list may tell that somebody has died, but for those that are wrong?
SELECT DISTINCT r.story_id
FROM report r
JOIN company_event e ON e.id = r.event_id
JOIN story s ON s.id = r.story_id
WHERE s.employer_id IN (SELECT id FROM employer)
  AND regexp_matches(concat_ws(' ', r.title, e.sentence), $words, 'i')
  AND s.id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
ORDER BY r.story_id
