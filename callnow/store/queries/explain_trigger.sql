-- What stands behind one trigger: source, sentence, rule, names, features, what was rejected?
SELECT t.*, p.name AS prospect, p.employer AS prospect_employer, p.title AS prospect_title,
       e.company, e.planning, e.person, e.role, e.sentence, e.rule, e.probability, e.certain_from, e.company_evidence,
       e.language AS text_language,
       a.title AS headline, a.url, a.source, a.published_at, a.undated, a.fetched_at,
       m.mention, m.mention_normalised, m.employer AS matched_employer, m.employer_normalised, m.score AS match_score,
       (SELECT string_agg(model || ': ' || answer || ', ' || strftime(answered_at, '%Y-%m-%d %H:%M'), '; ')
        FROM second_reading s WHERE s.event_id = t.event_id AND s.answer <> '') AS second_reader,
       (SELECT to_json(list(c.filing ORDER BY r.published_at, c.id))
        FROM report r JOIN company_event c ON c.id = r.event_id
        WHERE r.story_id = t.story_id AND json_type(c.filing) = 'OBJECT') AS filings,
       (SELECT bool_or(coalesce(json_type(c.filing), '') <> 'OBJECT')
        FROM report r JOIN company_event c ON c.id = r.event_id WHERE r.story_id = t.story_id) AS in_the_press,
       m.verdict, m.why AS match_why, m.features, m.rejected
FROM trigger t
JOIN prospect p ON p.id = t.prospect_id
LEFT JOIN company_event e ON e.id = t.event_id
LEFT JOIN announcement a ON a.id = e.announcement_id
LEFT JOIN match m ON m.event_id = t.event_id
WHERE starts_with(t.id, $trigger_id)
ORDER BY t.id LIMIT 20
