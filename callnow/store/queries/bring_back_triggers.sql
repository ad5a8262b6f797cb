-- Opens withdrawn triggers again whose news is read as their company's again, within stories that nobody called
-- wrong, put off where they were put off until a moment still to come; not for whoever is elsewhere by now, and one of
-- two alone that a merged person has of one story.
UPDATE trigger SET state = CASE WHEN id IN (SELECT trigger_id FROM snooze) THEN 'snoozed' ELSE 'open' END
WHERE state = 'withdrawn' AND event_id IN (SELECT unnest($events::JSON::VARCHAR[]))
  AND story_id IN (SELECT unnest($stories::JSON::VARCHAR[]))
  AND story_id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
  AND (kind <> 'news' OR employer_id = (SELECT p.employer_id FROM prospect p WHERE p.id = trigger.prospect_id))
  AND NOT EXISTS (
      FROM trigger o
      WHERE o.prospect_id = trigger.prospect_id AND o.story_id = trigger.story_id AND o.id <> trigger.id
        AND (o.state <> 'withdrawn' OR o.id < trigger.id)
  )
