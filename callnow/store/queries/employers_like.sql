-- Which employers have all these words in their name?
SELECT name FROM employer
WHERE words_fit(name, $words)
ORDER BY length(name), name LIMIT $most
