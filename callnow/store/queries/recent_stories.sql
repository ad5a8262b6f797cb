-- Which stories began since, newest first, but for those that are wrong; of which employer are they, and is their day known?
SELECT r.story_id AS id, s.employer_id, min(r.published_at AT TIME ZONE 'UTC') AS began,
       NOT bool_and(coalesce(a.undated, false)) AS dated
FROM report r
JOIN story s ON s.id = r.story_id
LEFT JOIN company_event e ON e.id = r.event_id
LEFT JOIN announcement a ON a.id = e.announcement_id
WHERE r.story_id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
GROUP BY r.story_id, s.employer_id
HAVING min(r.published_at) >= $since ORDER BY began DESC, r.story_id LIMIT $most
