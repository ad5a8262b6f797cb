-- Which deliveries go out, or went out, from a moment on, and which were ever planned of these triggers and stories?
SELECT *
FROM delivery
WHERE coalesce(sent_at, next_try_at) >= $since
   OR trigger_id IN (SELECT unnest($triggers::JSON::VARCHAR[]))
   OR trigger_id IN (SELECT id FROM trigger WHERE story_id IN (SELECT unnest($stories::JSON::VARCHAR[])))
ORDER BY channel, id
