-- Closes these triggers as what was said last of their stories closes calls; those of which nothing was said stay.
UPDATE trigger SET state = coalesce((
    SELECT arg_max(c.kind, c.said_at) FROM correction c
    WHERE c.story_id = trigger.story_id AND c.kind IN ('wrong_event', 'wrong_company')
), state)
WHERE story_id <> '' AND id IN (SELECT unnest($ids::JSON::VARCHAR[]))
