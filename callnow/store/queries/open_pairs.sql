-- Which people may be one, and nobody said yet whether they are: each by who they are part of now?
WITH now_one AS (
    SELECT p.one, p.other, p.verdict, p.why, p.said_on, coalesce(m.prospect_id, p.one) AS one_now, coalesce(n.prospect_id, p.other) AS other_now
    FROM person_pair p LEFT JOIN merged m ON m.id = p.one LEFT JOIN merged n ON n.id = p.other
    WHERE p.verdict = 'asked'
)
SELECT w.* FROM now_one w
WHERE w.one_now <> w.other_now
  AND EXISTS (SELECT 1 FROM prospect WHERE id = w.one_now) AND EXISTS (SELECT 1 FROM prospect WHERE id = w.other_now)
ORDER BY w.said_on, w.one, w.other
