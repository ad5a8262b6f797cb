-- What is held of this prospect in each table, as JSON?
SELECT
    (SELECT to_json(p) FROM prospect p WHERE p.id = $id) AS prospect,
    (SELECT to_json(list(r ORDER BY r.turn)) FROM record r WHERE r.prospect_id = $id) AS records,
    (SELECT to_json(list(m ORDER BY m.merged_on, m.id)) FROM merged m WHERE m.prospect_id = $id) AS merged,
    (SELECT to_json(list(d ORDER BY d.one, d.other)) FROM person_pair d
        WHERE $id IN (d.one, d.other)) AS pairs,
    (SELECT to_json(r) FROM rhythm r WHERE r.prospect_id = $id) AS rhythm,
    (SELECT to_json(list(t ORDER BY t.touched_at, t.id)) FROM touch t WHERE t.prospect_id = $id) AS touches,
    (SELECT to_json(list(t ORDER BY t.decided_at, t.id)) FROM trigger t WHERE t.prospect_id = $id) AS triggers,
    (SELECT to_json(list(d ORDER BY d.id))
        FROM delivery d JOIN trigger t ON t.id = d.trigger_id WHERE t.prospect_id = $id) AS deliveries,
    (SELECT to_json(list(a ORDER BY a.done_at, a.id)) FROM activity a WHERE a.prospect_id = $id) AS activities
