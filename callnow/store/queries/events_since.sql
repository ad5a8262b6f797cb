-- Which events were published since, each with its announcement, oldest first, at most so many after one of them?
SELECT e.*, a.* EXCLUDE (id, text, language), '' AS text, a.language AS source_language
FROM company_event e JOIN announcement a ON a.id = e.announcement_id
WHERE a.published_at >= $since AND (a.published_at, e.id) > ($since, $after)
ORDER BY a.published_at, e.id LIMIT $most
