-- Which deliveries are due now, oldest try first? A digest that is begun is given whole, beyond $most if need be.
WITH due AS (
    SELECT *, row_number() OVER (ORDER BY next_try_at NULLS FIRST, id) AS turn
    FROM delivery
    WHERE state IN ('pending', 'failed') AND (next_try_at IS NULL OR next_try_at <= $now)
)
SELECT * EXCLUDE (turn) FROM due d
WHERE turn <= $most
    OR EXISTS (SELECT 1 FROM due f WHERE f.turn <= $most AND d.batch <> '' AND f.batch = d.batch AND f.channel = d.channel)
ORDER BY turn
