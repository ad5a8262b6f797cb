-- Which employers are registered with the SEC, as what, and how many prospects work there?
SELECT e.id AS employer_id, e.name AS employer, l.cik, l.ticker, l.name AS name_at_sec,
       (SELECT count(*) FROM prospect p WHERE p.employer_id = e.id) AS prospects
FROM employer e
LEFT JOIN employer_listing l ON l.employer_id = e.id AND NOT l.removed
ORDER BY lower(e.name), e.id
