-- Which of these calls rest neither on a story that is called wrong nor on a name that is never, in any spelling, to be
-- taken for their employer, and so was not?
WITH asked AS (
    SELECT id, event_id, employer_id FROM trigger
    WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND story_id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
),
spelled AS (SELECT mention, min(mention_normalised) AS plain FROM match GROUP BY mention),
named AS (
    SELECT a.id, a.event_id, a.employer_id, unnest(list_append(e.also_called, e.company)) AS mention
    FROM asked a JOIN company_event e ON e.id = a.event_id
),
never AS (
    SELECT j.employer_id, coalesce(s.plain, j.mention) AS plain
    FROM judgement j LEFT JOIN spelled s USING (mention)
    WHERE j.verdict = 'different'
),
other_company AS (
    SELECT n.id
    FROM named n LEFT JOIN spelled s USING (mention)
    JOIN never j ON j.employer_id = n.employer_id AND j.plain = coalesce(s.plain, n.mention)
    WHERE NOT EXISTS (
        FROM match m WHERE m.event_id = n.event_id AND m.employer_id = n.employer_id AND m.mention_normalised <> j.plain
    )
)
SELECT id FROM asked WHERE id NOT IN (FROM other_company) ORDER BY id
