-- Which employer is each event published since matched to?
SELECT m.event_id, m.employer_id
FROM match m JOIN company_event e ON e.id = m.event_id JOIN announcement a ON a.id = e.announcement_id
WHERE a.published_at >= $since AND m.verdict = 'match'
