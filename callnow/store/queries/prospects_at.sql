-- Which prospects work at these employers?
SELECT * FROM prospect WHERE employer_id IN (SELECT unnest($employers::JSON::VARCHAR[])) ORDER BY id
