-- Which prospects fit all of these words and numbers?
SELECT p.* FROM prospect p
WHERE ($owner = '' OR p.owner = $owner)
  AND words_fit(concat_ws(' ', p.name, p.employer, p.title, p.city), $words)
  AND numbers_fit(digits_of(p.phone, p.other_phones, p.second), concat_ws(' ', p.name, p.employer, p.title, p.city), $numbers)
ORDER BY p.name, p.id LIMIT $most
