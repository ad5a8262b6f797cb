-- When was each prospect last heard of: the first import, the last touch (its day in $zone), or a day that was promised?
SELECT p.id, greatest(max(r.known_since), max(timezone($zone, t.touched_at)::DATE), max(t.due_on)) AS last_contact
FROM prospect p LEFT JOIN rhythm r ON r.prospect_id = p.id LEFT JOIN touch t ON t.prospect_id = p.id
GROUP BY p.id
