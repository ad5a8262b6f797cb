-- Which posts do the records of a person give, of everybody among these who has several records?
SELECT DISTINCT prospect_id, given->>'employer' AS employer, given->>'domain' AS domain, given->>'title' AS title,
       given->>'function' AS function, given->>'city' AS city
FROM record
WHERE prospect_id IN (
    SELECT prospect_id FROM record WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[]))
    GROUP BY prospect_id HAVING count(*) > 1
)
ORDER BY ALL
