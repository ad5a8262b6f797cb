-- Which triggers still wait for a call, call_now first, best first?
SELECT * FROM trigger WHERE state = 'open' AND expires_at > $now ORDER BY tier, score DESC, id
