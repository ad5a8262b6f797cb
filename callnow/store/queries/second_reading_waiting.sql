-- Which events wait for an answer of the second reader, with their announcements, the quiet questions last?
SELECT e.*, a.* EXCLUDE (id, language), a.language AS source_language, s.quiet
FROM company_event e JOIN announcement a ON a.id = e.announcement_id
JOIN (SELECT event_id, bool_and(quiet) AS quiet FROM second_reading WHERE answer = '' GROUP BY event_id) s
    ON s.event_id = e.id
WHERE a.fetched_at >= $since
ORDER BY s.quiet, a.published_at, e.id
