-- Which prospects fit all of these words, in name, employer, post, town, number, address or another spelling; how many are there?
SELECT p.*, count(*) OVER () AS found
FROM prospect p
WHERE ($owner = '' OR p.owner = $owner)
  AND len(list_filter(string_split(strip_accents(lower(trim($words))), ' '), lambda w: NOT contains(
      strip_accents(lower(concat_ws(' ', p.name, p.employer, p.title, p.city, p.email, p.phone,
                                    array_to_string(p.other_phones, ' '), p.second))), w
  ))) = 0
ORDER BY lower(p.name), p.id LIMIT $most
