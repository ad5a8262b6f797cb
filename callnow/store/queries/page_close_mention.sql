-- Closes the calls that rest on a name that was taken for the wrong employer, and all of the story it was taken so in.
UPDATE trigger SET state = 'wrong_company'
WHERE state IN ('open', 'snoozed') AND (
    (story_id <> '' AND story_id = (SELECT story_id FROM trigger WHERE id = $trigger))
    OR (employer_id = $employer AND (id = $trigger OR event_id IN (
        SELECT event_id FROM match WHERE mention_normalised = $mention AND employer_id = $employer
    )))
)
RETURNING id
