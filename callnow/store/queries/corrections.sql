-- What did people say of the news, oldest first, and of which item?
SELECT c.*, coalesce(a.title, '') AS title, coalesce(a.source, '') AS source, coalesce(a.url, '') AS url
FROM correction c LEFT JOIN announcement a ON a.id = c.announcement_id
ORDER BY c.said_at, c.id
