-- How many items a week by the recruiter's clock were read since, from how many sources, and how many employers of prospects did they name?
SELECT CAST(date_trunc('week', timezone($zone, a.published_at)) AS DATE) AS week, count(DISTINCT a.id) AS items,
       count(DISTINCT a.source) AS sources, count(DISTINCT m.employer_id) FILTER (WHERE m.verdict = 'match') AS employers
FROM announcement a LEFT JOIN company_event e ON e.announcement_id = a.id LEFT JOIN match m ON m.event_id = e.id
WHERE a.published_at >= $since
GROUP BY week ORDER BY week
