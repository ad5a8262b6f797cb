-- What was said to whom, newest first?
SELECT o.*, p.name, p.employer
FROM touch o JOIN prospect p ON p.id = o.prospect_id
WHERE $owner = '' OR o.owner = $owner
ORDER BY o.touched_at DESC, o.id LIMIT $most
