-- Which calls wait, or were put off, that rest on a name that is never to be taken for this employer?
SELECT id FROM trigger
WHERE state IN ('open', 'snoozed') AND employer_id = $employer AND (id = $trigger OR event_id IN (
    SELECT event_id FROM match WHERE mention_normalised = $mention AND (employer_id = $employer OR kind = 'news')
))
ORDER BY id
