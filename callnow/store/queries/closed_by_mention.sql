-- Which calls were closed because a name, in any spelling, was never to be taken for this employer, but for stories that
-- people called wrong besides?
WITH alike AS (
    SELECT $mention AS name
    UNION
    SELECT o.mention FROM match m JOIN match o USING (mention_normalised) WHERE m.mention = $mention
),
named AS (SELECT id, unnest(list_append(also_called, company)) AS name FROM company_event)
SELECT id FROM trigger
WHERE state = 'wrong_company' AND employer_id = $employer
  AND event_id IN (SELECT id FROM named SEMI JOIN alike USING (name))
  AND story_id NOT IN (SELECT story_id FROM correction WHERE kind IN ('wrong_event', 'wrong_company'))
