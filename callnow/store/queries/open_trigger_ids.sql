-- Which triggers, of one recruiter or of all for '', still wait for a call, call_now first, best first?
SELECT id, tier FROM trigger
WHERE state = 'open' AND expires_at > $now AND ($owner = '' OR owner = $owner)
ORDER BY tier, score DESC, id
