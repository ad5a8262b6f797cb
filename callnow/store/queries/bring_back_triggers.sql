-- Opens withdrawn triggers again whose news is read as their company's again, within stories that nobody called
-- wrong; not for whoever is elsewhere by now.
UPDATE trigger SET state = 'open'
WHERE state = 'withdrawn' AND event_id IN (SELECT unnest($events::JSON::VARCHAR[]))
  AND story_id IN (SELECT unnest($stories::JSON::VARCHAR[]))
  AND story_id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
  AND (kind <> 'news' OR employer_id = (SELECT p.employer_id FROM prospect p WHERE p.id = trigger.prospect_id))
