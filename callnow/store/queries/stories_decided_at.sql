-- For which moment were the triggers of these stories decided last?
SELECT story_id, max(decided_at) AS decided_at FROM trigger
WHERE story_id IN (SELECT unnest($ids::JSON::VARCHAR[]))
GROUP BY story_id
