-- Which prospects fit all of these words?
SELECT p.* FROM prospect p
WHERE ($owner = '' OR p.owner = $owner)
  AND words_fit(concat_ws(' ', p.name, p.employer, p.title, p.city), $words)
ORDER BY p.name, p.id LIMIT $most
