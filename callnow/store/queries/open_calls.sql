-- Which triggers, of one recruiter or of all for '', still wait for a call to somebody who may be called today: call_now first, first whom one can dial, best first; the time without a zone?
SELECT t.id, t.tier, t.prospect_id, t.story_id, t.type, t.decided_at AT TIME ZONE 'UTC'
FROM trigger t LEFT JOIN prospect p ON p.id = t.prospect_id
WHERE (t.state = 'open' OR t.state = 'snoozed' AND t.id IN (SELECT trigger_id FROM snooze WHERE until <= $now))
  AND t.expires_at > $now AND ($owner = '' OR t.owner = $owner)
  AND NOT EXISTS (
      FROM rhythm r
      WHERE r.prospect_id = t.prospect_id AND (r.paused_until > $today OR list_contains(r.no_contact, $today))
  )
ORDER BY t.tier, coalesce(p.phone, '') = '', t.score DESC, t.id
