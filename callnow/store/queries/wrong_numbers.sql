-- Which numbers were said to be wrong, when last, and whether they talked on the phone since?
SELECT w.prospect_id, w.number, max(w.touched_at) AS said_at,
       bool_or(EXISTS (
           FROM touch c WHERE c.prospect_id = w.prospect_id AND c.kind = 'called' AND c.touched_at > w.touched_at
       )) AS talked_since
FROM touch w
WHERE w.number <> ''
GROUP BY w.prospect_id, w.number
