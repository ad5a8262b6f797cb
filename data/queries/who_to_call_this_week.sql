-- Whom do I call this week? One row a prospect: the best open reason, the others beside it, and what was promised last.
WITH open_reasons AS (
    SELECT * FROM call_now WHERE tier = 'call_now'
)
SELECT r.prospect, r.title, r.employer, r.phone, r.phone_note, r.event, r.why, r.score, r.published_at, r.url,
       (SELECT count(*) FROM open_reasons o WHERE o.prospect_id = r.prospect_id) - 1 AS other_reasons,
       p.promised, p.promised_for, r.owner, r.trigger_id
FROM open_reasons r
JOIN prospects p USING (prospect_id)
QUALIFY row_number() OVER (PARTITION BY r.prospect_id ORDER BY r.score DESC, r.trigger_id) = 1
ORDER BY r.score DESC, r.prospect
