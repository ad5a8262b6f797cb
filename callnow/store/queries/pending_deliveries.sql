-- Which deliveries are due now, oldest try first?
SELECT * FROM delivery
WHERE state IN ('pending', 'failed') AND (next_try_at IS NULL OR next_try_at <= $now)
ORDER BY next_try_at NULLS FIRST, id LIMIT $most
