-- Which triggers, of one recruiter or of all for '', still wait for a call, call_now first, best first?
SELECT id, tier, prospect_id, story_id, type FROM trigger
WHERE (state = 'open' OR state = 'snoozed' AND id IN (SELECT trigger_id FROM snooze WHERE until <= $now))
  AND expires_at > $now AND ($owner = '' OR owner = $owner)
ORDER BY tier, score DESC, id
