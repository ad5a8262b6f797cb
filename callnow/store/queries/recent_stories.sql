-- Which stories began since, newest first?
SELECT story_id, min(published_at) AS began FROM report
GROUP BY story_id HAVING began >= $since ORDER BY began DESC, story_id LIMIT $most
