-- What was clicked on the page since then, about whom, the newest first?
SELECT c.*, p.name, p.employer
FROM click c JOIN prospect p ON p.id = c.prospect_id
WHERE c.clicked_at >= $since AND ($owner = '' OR p.owner = $owner)
ORDER BY c.clicked_at DESC, c.id
