-- What is held of this prospect in each table, as JSON, also under the ids of who was merged into them?
WITH whose AS (SELECT $id AS id UNION SELECT m.id FROM merged m WHERE m.prospect_id = $id)
SELECT
    (SELECT to_json(p) FROM prospect p WHERE p.id = $id) AS prospect,
    (SELECT to_json(list(r ORDER BY r.turn)) FROM record r WHERE r.prospect_id = $id) AS records,
    (SELECT to_json(list(m ORDER BY m.merged_on, m.id)) FROM merged m WHERE m.prospect_id = $id) AS merged,
    (SELECT to_json(list(d ORDER BY d.one, d.other)) FROM person_pair d
        WHERE d.one IN (FROM whose) OR d.other IN (FROM whose)) AS pairs,
    (SELECT to_json(r) FROM rhythm r WHERE r.prospect_id = $id) AS rhythm,
    (SELECT to_json(list(t ORDER BY t.touched_at, t.id)) FROM touch t WHERE t.prospect_id = $id) AS touches,
    (SELECT to_json(list(t ORDER BY t.decided_at, t.id)) FROM trigger t WHERE t.prospect_id = $id) AS triggers,
    (SELECT to_json(list(s ORDER BY s.until, s.trigger_id))
        FROM snooze s JOIN trigger t ON t.id = s.trigger_id WHERE t.prospect_id = $id) AS snoozes,
    (SELECT to_json(list(w ORDER BY w.until, w.trigger_id))
        FROM woken w JOIN trigger t ON t.id = w.trigger_id WHERE t.prospect_id = $id) AS woken,
    (SELECT to_json(list(d ORDER BY d.id))
        FROM delivery d JOIN trigger t ON t.id = d.trigger_id WHERE t.prospect_id = $id) AS deliveries,
    (SELECT to_json(list(w ORDER BY w.delivery_id, w.trigger_id))
        FROM told_with w JOIN trigger t ON t.id = w.trigger_id WHERE t.prospect_id = $id) AS told_with,
    (SELECT to_json(list(a ORDER BY a.trigger_id, a.touch_id))
        FROM also_answered a JOIN trigger t ON t.id = a.trigger_id WHERE t.prospect_id = $id) AS also_answered,
    (SELECT to_json(list(c ORDER BY c.clicked_at, c.id)) FROM click c WHERE c.prospect_id IN (FROM whose)) AS clicks,
    (SELECT to_json(list(a ORDER BY a.done_at, a.id))
        FROM activity a WHERE a.prospect_id IN (FROM whose)) AS activities
