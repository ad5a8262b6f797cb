-- Which employers have all these words in their name?
SELECT name FROM employer
WHERE list_bool_and(list_transform(string_split($words, ' '), lambda word: contains(lower(strip_accents(name)), lower(strip_accents(word)))))
ORDER BY length(name), name LIMIT $most
