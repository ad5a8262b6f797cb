-- Which announcements have this id or address, or hold these words in their title, newest first?
SELECT * EXCLUDE (understood_at, read_closely), id = $item OR url = $item AS exact FROM announcement
WHERE id = $item OR url = $item OR contains(lower(strip_accents(title)), lower(strip_accents($item)))
ORDER BY exact DESC, published_at DESC, id LIMIT $most
