-- Which stories began since, newest first, but for those that are wrong?
SELECT story_id, min(published_at) AS began FROM report
WHERE story_id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
GROUP BY story_id HAVING began >= $since ORDER BY began DESC, story_id LIMIT $most
