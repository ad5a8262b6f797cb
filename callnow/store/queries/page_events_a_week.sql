-- How many events a week by the recruiter's clock were read since, by type, and how many of them at employers of prospects?
SELECT e.type, CAST(date_trunc('week', timezone($zone, a.published_at)) AS DATE) AS week, count(*) AS events,
       count(*) FILTER (WHERE m.verdict = 'match') AS matched
FROM company_event e JOIN announcement a ON a.id = e.announcement_id LEFT JOIN match m ON m.event_id = e.id
WHERE a.published_at >= $since
GROUP BY ALL ORDER BY ALL
