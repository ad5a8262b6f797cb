-- Which prospects fit all of these words?
SELECT p.* FROM prospect p
WHERE ($owner = '' OR p.owner = $owner)
  AND len(list_filter(string_split(strip_accents(lower($words)), ' '), lambda w: NOT contains(
      strip_accents(lower(concat_ws(' ', p.name, p.employer, p.title, p.city))), w
  ))) = 0
ORDER BY p.name, p.id LIMIT $most
