-- Who did what last, and whom did it concern? A person who was merged is whom they are part of.
SELECT a.done_at, a.done_by, a.act, a.detail, a.trigger_id, p.id AS prospect_id, p.name, p.employer
FROM activity a LEFT JOIN merged m ON m.id = a.prospect_id LEFT JOIN prospect p ON p.id = coalesce(m.prospect_id, a.prospect_id)
WHERE ($owner = '' OR p.owner = $owner) AND ($prospect = '' OR p.id = $prospect)
ORDER BY a.done_at DESC, a.id LIMIT $most
