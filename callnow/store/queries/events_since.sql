-- Which events were published since, each with its announcement, oldest first?
SELECT e.*, a.source, a.title, a.url, a.published_at, a.fetched_at
FROM company_event e JOIN announcement a ON a.id = e.announcement_id
WHERE a.published_at >= $since ORDER BY a.published_at, e.id
