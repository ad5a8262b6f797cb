-- Which of these calls rest neither on a story that is called wrong nor on a name that is never to be taken for their
-- employer, and so was not?
WITH asked AS (
    SELECT id, event_id, employer_id FROM trigger
    WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) AND story_id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
),
named AS (
    SELECT a.id, a.event_id, a.employer_id, unnest(list_append(e.also_called, e.company)) AS mention
    FROM asked a JOIN company_event e ON e.id = a.event_id
),
other_company AS (
    SELECT n.id
    FROM named n JOIN judgement j USING (mention, employer_id)
    WHERE j.verdict = 'different' AND NOT EXISTS (
        FROM match m WHERE m.event_id = n.event_id AND m.employer_id = n.employer_id AND m.mention <> n.mention
    )
)
SELECT id FROM asked WHERE id NOT IN (FROM other_company) ORDER BY id
