-- Opens withdrawn triggers again whose news is read as their company's again, within stories that nobody called wrong.
UPDATE trigger SET state = 'open'
WHERE state = 'withdrawn' AND event_id IN (SELECT unnest($events::JSON::VARCHAR[]))
  AND story_id IN (SELECT unnest($stories::JSON::VARCHAR[]))
  AND story_id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
