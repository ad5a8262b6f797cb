-- Which events wait for an answer of the second reader, with their announcements?
SELECT e.*, a.* EXCLUDE (id, understood_at)
FROM company_event e JOIN announcement a ON a.id = e.announcement_id
WHERE a.fetched_at >= $since
  AND e.id IN (SELECT event_id FROM second_reading WHERE answer = '')
ORDER BY a.published_at, e.id
